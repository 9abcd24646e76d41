import { about } from './english/about'
import { agents } from './english/agents'
import { approvals } from './english/approvals'
import { contacts } from './english/contacts'
import { customers } from './english/customers'
import { details } from './english/details'
import { failures } from './english/failures'
import { firstRun } from './english/firstRun'
import { frame } from './english/frame'
import { inbox } from './english/inbox'
import { interactive } from './english/interactive'
import { look } from './english/look'
import { machine } from './english/machine'
import { marks } from './english/marks'
import { messages } from './english/messages'
import { quick } from './english/quick'
import { search } from './english/search'
import { settings } from './english/settings'
import { setup } from './english/setup'
import { shortcuts } from './english/shortcuts'
import { storage } from './english/storage'
import { templates } from './english/templates'
import { thread } from './english/thread'
import { times } from './english/times'

/** Plain, short, specific; sentence case. What stands for a name comes in isolated. */
export const english = {
  about,
  agents,
  approvals,
  contacts,
  customers,
  details,
  failures,
  firstRun,
  frame,
  inbox,
  interactive,
  look,
  machine,
  marks,
  messages,
  quick,
  search,
  settings,
  setup,
  shortcuts,
  storage,
  templates,
  thread,
  times,
}
