import { english } from './english'
import { portuguese } from './portuguese'
import { spanish } from './spanish'

/** Everything the window says, in one language. A build keeps the sentences in the page (`scripts/wordsInPage.ts`), and reads there those that are spoken. */
export const inLanguage = (language: 'en' | 'es' | 'pt'): typeof english => ({ en: english, es: spanish, pt: portuguese })[language]
