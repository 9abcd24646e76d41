import { english } from './words/english'

/** Every sentence that people read. A language is another object of this type. */
export type Words = typeof english

/** The words in use. */
export const words: Words = english
