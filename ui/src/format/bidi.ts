// What turns text around without being seen: overrides and embeddings.
const TURNS = /[\u202A-\u202E]/gu
// Controls, line breaks and characters that fill a line with nothing.
const UNSEEN = /[\p{Cc}\u200B\u2028\u2029\u2060\uFEFF\u{E0000}-\u{E0FFF}]+/gu

/** One line of a name or a file's name, in which nothing is turned around: `exe.fdp` cannot pose as a PDF. */
export function oneLine(text: string): string {
  return text.replace(TURNS, '').replace(UNSEEN, ' ').replace(/\s+/gu, ' ').trim()
}

const PAIRS: Record<string, string> = {
  '\u2066': '\u2069',
  '\u2067': '\u2069',
  '\u2068': '\u2069',
  '\u202A': '\u202C',
  '\u202B': '\u202C',
  '\u202D': '\u202C',
  '\u202E': '\u202C',
}
const MARKS = /[\u202A-\u202E\u2066-\u2069]/gu

/** A line in which direction marks end what they begin. Where they do not, all go: they would turn what stands after it. */
export function settled(line: string): string {
  const open: string[] = []
  for (const [mark] of line.matchAll(MARKS)) {
    const closing = PAIRS[mark]
    if (closing) open.push(closing)
    else if (open.pop() !== mark) return line.replace(MARKS, '')
  }
  return open.length ? line.replace(MARKS, '') : line
}
