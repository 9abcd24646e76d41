import { english } from './words/english'

/** Every sentence that people read. A language is another object of this type. */
export type Words = typeof english

/** The words in use. Whoever changes them has every page drawn anew. */
export let words: Words = english

const LANGUAGES: Record<'en' | 'es' | 'pt', () => Promise<Words>> = {
  en: () => Promise.resolve(english),
  es: async () => (await import('./words/spanish')).spanish,
  pt: async () => (await import('./words/portuguese')).portuguese,
}

/** Takes the words of a language; they are read when they are first wanted. */
export async function speak(language: 'en' | 'es' | 'pt'): Promise<void> {
  words = await LANGUAGES[language]()
}
