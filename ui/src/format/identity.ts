import { oneLine } from './bidi'

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const LETTER = /^[\p{L}\p{N}]/u
const LETTERS = /\p{L}/u
// Written without spaces between first and last name: one sign stands for the name.
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u
const ARABIC_ARTICLE = /^ال(?=..)/u

/** The one or two letters of an avatar; empty where a name has no letters, as a phone number has none. */
export function initials(name: string): string {
  if (!LETTERS.test(name)) return ''
  const parts = oneLine(name)
    .split(/[\s\p{Pd}/&,()]+/u)
    .filter((word) => !word.endsWith('.') || word.length > 4) // Dr., د.
    .map((word) => word.replace(ARABIC_ARTICLE, '').replace(/^[^\p{L}\p{N}]+/u, ''))
    .filter((word) => LETTER.test(word))
  const [first] = parts
  if (!first) return firstLetter(name.replace(/^[^\p{L}]+/u, ''))
  if (parts.length === 1 || UNSPACED.test(first)) return firstLetter(first)
  // a long name is known by its start: Lucía Fernández-Cabrera de la Torre
  const second = parts.length > 3 ? parts[1] : parts.at(-1)
  return firstLetter(first) + firstLetter(second ?? '')
}

/** One of the six tints, always the same for the same id. It means nothing. */
export function tint(id: string): 1 | 2 | 3 | 4 | 5 | 6 {
  let hash = 0x811c9dc5 // FNV-1a
  for (const byte of new TextEncoder().encode(id)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  const tints = [1, 2, 3, 4, 5, 6] as const
  return tints[hash % 6] ?? 1
}

function firstLetter(word: string): string {
  const [first] = graphemes.segment(word)
  return (first?.segment ?? '').toLocaleUpperCase()
}
