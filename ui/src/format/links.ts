/** A stretch of a line that is more than words. */
export interface Find {
  start: number
  end: number
  kind: 'link' | 'ltr'
  /** What a click opens. */
  href?: string
  /** What is shown of a link: what was written, but never another host than the one that opens. */
  label?: string
}

const LONGEST = 2048
// A link ends at white space, quotes and brackets of markup, and at anything that cannot be seen.
const INSIDE = String.raw`[^\s<>"\x60|\\^{}\p{Cc}\p{Cf}]`
const WITH_SCHEME = String.raw`(?<![\p{L}\p{N}])https:\/\/${INSIDE}+`
const HOST = String.raw`(?:[a-z0-9-]{1,63}\.)*(?=[0-9-]{0,62}[a-z])[a-z0-9-]{1,63}\.[a-z]{2,24}`
const WITHOUT_SCHEME = String.raw`(?<![\p{L}\p{N}@:/._\u202A-\u202E-])(?:www\.${HOST}(?:\/${INSIDE}*)?|${HOST}\/${INSIDE}*)`
const NUMBER = String.raw`(?<![\p{L}\p{N}/_-])\+?\d[\d ().\u00A0-]{5,30}\d(?![\p{L}\p{N}/_-])`
const CANDIDATES = new RegExp(`(?<url>${WITH_SCHEME}|${WITHOUT_SCHEME})|(?<number>${NUMBER})`, 'giu')

/** Finds https links, and numbers that keep their order in a line of right-to-left text. Nothing else becomes a link. */
export function findLinks(line: string): Find[] {
  const finds: Find[] = []
  for (const match of line.matchAll(CANDIDATES)) {
    const { url, number } = match.groups ?? {}
    if (url) {
      const written = withoutTail(url)
      const link = open(written)
      if (link) finds.push({ start: match.index, end: match.index + written.length, kind: 'link', ...link })
    } else if (number && number.replace(/\D/g, '').length >= 7) {
      finds.push({ start: match.index, end: match.index + number.length, kind: 'ltr' })
    }
  }
  return finds
}

/** Whether and where this opens: https, a host with a dot, and nobody's name in front of the host. */
export function open(written: string): { href: string; label: string } | undefined {
  const hasScheme = /^https:\/\//iu.test(written)
  if (written.length > LONGEST || (!hasScheme && /^[a-z][a-z0-9+.-]*:/iu.test(written))) return undefined
  const url = parse(hasScheme ? written : `https://${written}`)
  if (!url || url.protocol !== 'https:' || url.username || url.password || !url.hostname.includes('.')) return undefined
  const [, scheme = '', host = '', rest = ''] = /^(https:\/\/)?([^/?#:]*)(.*)$/isu.exec(written) ?? []
  // a host that reads like another one is shown in the letters that the network uses
  const label = host.toLowerCase() === url.hostname ? written : `${scheme}${url.hostname}${rest}`
  return { href: url.href, label }
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

/** Leaves out what ends the sentence rather than the link: full stops, quotes, and brackets that it did not open. */
function withoutTail(url: string): string {
  let end = url.length
  for (;;) {
    const last = url.charAt(end - 1)
    const isOpen = last === ')' && count(url, '(', end) >= count(url, ')', end)
    if (end === 0 || isOpen || !/[.,;:!?'*_~)\]\u2019\u201D\u00BB\u2026\u060C\u061F\u3002\uFF0C]/u.test(last)) return url.slice(0, end)
    end -= 1
  }
}

function count(text: string, letter: string, end: number): number {
  let found = 0
  for (let at = 0; at < end; at += 1) if (text[at] === letter) found += 1
  return found
}
