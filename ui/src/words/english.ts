import { agents } from './english/agents'
import { approvals } from './english/approvals'
import { details } from './english/details'
import { failures } from './english/failures'
import { firstRun } from './english/firstRun'
import { frame } from './english/frame'
import { inbox } from './english/inbox'
import { marks } from './english/marks'
import { messages } from './english/messages'
import { settings } from './english/settings'
import { shortcuts } from './english/shortcuts'
import { templates } from './english/templates'
import { thread } from './english/thread'
import { times } from './english/times'

/** Plain, short, specific; sentence case. What stands for a name comes in isolated. */
export const english = {
  agents,
  approvals,
  details,
  failures,
  firstRun,
  frame,
  inbox,
  marks,
  messages,
  settings,
  shortcuts,
  templates,
  thread,
  times,
}
