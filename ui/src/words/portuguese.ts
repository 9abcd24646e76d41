import type { Words } from '../words'
import { agents } from './portuguese/agents'
import { conversation } from './portuguese/conversation'
import { desk } from './portuguese/desk'
import { kept } from './portuguese/kept'
import { pages } from './portuguese/pages'

/** Português: simples, curto, concreto; com você. */
export const portuguese: Words = { ...agents, ...conversation, ...desk, ...kept, ...pages }
