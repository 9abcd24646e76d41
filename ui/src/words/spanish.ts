import type { Words } from '../words'
import { agents } from './spanish/agents'
import { conversation } from './spanish/conversation'
import { desk } from './spanish/desk'
import { kept } from './spanish/kept'
import { pages } from './spanish/pages'

/** Español: llano, breve, concreto; de tú. */
export const spanish: Words = { ...agents, ...conversation, ...desk, ...kept, ...pages }
