import type { Words } from '../words'
import { conversation } from './spanish/conversation'
import { desk } from './spanish/desk'
import { pages } from './spanish/pages'

/** Español: llano, breve, concreto; de tú. */
export const spanish: Words = { ...conversation, ...desk, ...pages }
