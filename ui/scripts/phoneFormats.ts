import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Plugin } from 'vite'

type Format = [pattern: string, national: string, leading: string[], ...more: unknown[]]
type Country = [code: string, prefix: unknown, pattern: string, lengths: number[], formats: Format[] | 0, ...more: unknown[]]

const NAME = 'virtual:phone-formats'
/** Where a format keeps what it looks like from abroad, when that differs. */
const INTERNATIONAL = 5

/** How numbers are grouped, by calling code: of libphonenumber's table, only what it takes to write a number that is known. */
export function phoneFormats(): Plugin {
  return {
    name: 'phone-formats',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) => (id === `\0${NAME}` ? `export default ${JSON.stringify(table())}` : undefined),
  }
}

function table(): Record<string, [pattern: string, leading: string, written: string][]> {
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
  return Object.fromEntries(all.map(([code, country]) => [code, (country?.[4] || []).map(short)]))
}

function short(format: Format): [string, string, string] {
  const written = (format[INTERNATIONAL] as string | undefined) || format[1]
  return [format[0], format[2]?.at(-1) ?? '', written.replace(/[^$\d]+/g, ' ').trim()]
}
