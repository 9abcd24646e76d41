// What turns text around without being seen: overrides and embeddings.
const TURNS = /[\u202A-\u202E]/gu
// Controls, line breaks and characters that fill a line with nothing.
const UNSEEN = /[\p{Cc}\u200B\u2028\u2029\u2060\uFEFF\u{E0000}-\u{E0FFF}]+/gu

/** One line of a name or a file's name, in which nothing is turned around: `exe.fdp` cannot pose as a PDF. */
export function oneLine(text: string): string {
  return text.replace(TURNS, '').replace(UNSEEN, ' ').replace(/\s+/gu, ' ').trim()
}
