import { inLanguage } from './words/languages'

/** Every sentence that people read. A language is another object of this type. */
export type Words = ReturnType<typeof inLanguage>

/** The words in use. Whoever changes them has every page drawn anew. */
export let words: Words = inLanguage('en')

/** Takes the words of a language. */
export function speak(language: 'en' | 'es' | 'pt'): void {
  words = inLanguage(language)
}
