/** A text for comparing: without case, accents and outer space. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}

/** Whether every word of a question begins a word, or stands within one, of a text. */
export function hasWords(text: string, question: string): boolean {
  const folded = fold(text)
  return fold(question).split(/\s+/u).every((word) => folded.includes(word))
}
