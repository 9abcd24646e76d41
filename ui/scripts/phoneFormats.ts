import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Plugin } from 'vite'

type Format = [pattern: string, national: string, leading: string[], ...more: unknown[]]
type Country = [code: string, prefix: unknown, pattern: string, lengths: number[], formats: Format[] | 0, ...more: unknown[]]

const NAME = 'virtual:phone-formats'
const PLACE = 'phone-formats'
/** Where a format keeps what it looks like from abroad, when that differs. */
const INTERNATIONAL = 5

/**
 * How numbers are grouped, by calling code: of libphonenumber's table, only what it takes to write a number that is known. In a build it stands in
 * the page, as the signs do.
 */
export function phoneFormats(): Plugin {
  let isBuild = false
  return {
    name: 'phone-formats',
    configResolved: ({ command }) => void (isBuild = command === 'build'),
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) => (id === `\0${NAME}` ? `export default ${isBuild ? `document.getElementById('${PLACE}').content.textContent` : JSON.stringify(table())}` : undefined),
    transformIndexHtml: (html) => (isBuild ? html.replace('</body>', () => `  <template id="${PLACE}">${escaped(table())}</template>\n  </body>`) : html),
  }
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** How numbers of some towns begin takes more room to tell than it is worth: what no other format fits is then written like theirs. */
const LONGEST_BEGINNING = 30
/** Calling codes whose mobile numbers would be written wrong that way. */
const TOLD_WHOLE = ['43', '48']

/** A line for each calling code: the code, and its formats as `format/phone.ts` reads them. */
function table(): string {
  const file = createRequire(import.meta.url).resolve('libphonenumber-js/metadata.min.json')
  const { country_calling_codes: codes, countries, nonGeographic } = JSON.parse(readFileSync(file, 'utf8')) as {
    country_calling_codes: Record<string, string[]>
    countries: Record<string, Country>
    nonGeographic: Record<string, Country>
  }
  // the first country of a code is the one whose formats count for all of them
  const all: [string, Country | undefined][] = [
    ...Object.entries(codes).map(([code, [main = '']]): [string, Country | undefined] => [code, countries[main]]),
    ...Object.entries(nonGeographic),
  ]
  return all.map(([code, country]) => [code, ...told(code, country?.[4] || [])].join(';')).join('\n')
}

function told(code: string, formats: Format[]): string[] {
  const isLong = (format: Format) => !TOLD_WHOLE.includes(code) && leadingOf(format).length > LONGEST_BEGINNING
  return [...formats.filter((format) => !isLong(format)).map((format) => short(format, leadingOf(format))), ...formats.filter(isLong).map((format) => short(format, ''))]
}

const leadingOf = (format: Format): string => format[2]?.at(-1) ?? ''

/** `(\d{3})` is C, `\d` is #, and parts that only stand in their order are not written. */
function short(format: Format, leading: string): string {
  const pattern = format[0].replace(/\(\\d\{(\d)\}\)/g, (_, length: string) => String.fromCharCode(64 + Number(length)))
  const written = ((format[INTERNATIONAL] as string | undefined) || format[1]).replace(/[^$\d]+/g, ' ').trim()
  const plain = [...written.matchAll(/\$/g)].map((_, at) => `$${at + 1}`).join(' ')
  return `${pattern}~${leading}${written === plain ? '' : `~${written}`}`.replaceAll('\\d', '#')
}
