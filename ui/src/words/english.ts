import { frame } from './english/frame'
import { marks } from './english/marks'
import { messages } from './english/messages'
import { times } from './english/times'

/** Plain, short, specific; sentence case. What stands for a name comes in isolated (`isolate`). */
export const english = { frame, marks, messages, times }
