import { copy } from '../bridge'
import { isTyping, type Command } from '../keys'
import { isNarrow, type Workspace } from '../state/workspace.svelte'
import { words } from '../words'
import { nameOf } from './contact'
import { focused } from './focused'
import { attempt, undoLastSend } from './sending'
import { endThem, readThem, targets, undoEnd } from './triage'

/** Does what a key asks for. Answers whether it was taken. */
export function run(command: Command, workspace: Workspace, event: KeyboardEvent): boolean {
  const act = at[workspace.page]?.[command] ?? everywhere[command]
  return act?.(workspace, event) ?? false
}

type Acts = Partial<Record<Command, (workspace: Workspace, event: KeyboardEvent) => boolean>>

const everywhere: Acts = {
  newMessage: (workspace) => (workspace.newMessage(), true),
  palette: (workspace) => (workspace.paletteOpen = true),
  search: (workspace) => searched(workspace),
  find: (workspace) => searched(workspace),
  inbox: (workspace) => opened(workspace, 'inbox'),
  approvals: (workspace) => opened(workspace, 'approvals'),
  contacts: (workspace) => opened(workspace, 'contacts'),
  customers: (workspace) => opened(workspace, 'customers'),
  templates: (workspace) => opened(workspace, 'templates'),
  agents: (workspace) => opened(workspace, 'agents'),
  settings: (workspace) => (workspace.openSettings(), true),
  numbers: (workspace) => (workspace.numbersOpen = true),
  previousNumber: (workspace) => besideNumber(workspace, -1),
  nextNumber: (workspace) => besideNumber(workspace, 1),
  shortcuts: (workspace) => (workspace.shortcutsOpen = true),
  sidebar: (workspace) => {
    workspace.desk.look.set('slim', !workspace.desk.look.slim)
    return true
  },
  larger: (workspace) => resized(workspace, 10),
  smaller: (workspace) => resized(workspace, -10),
  usualSize: (workspace) => (void attempt(workspace, () => workspace.desk.change({ text_size: 100 })), true),
  toasts: () => besideToasts(),
  undo: (workspace, event) => {
    const writes = isTyping(event.target) && workspace.thread && workspace.drafts.of(workspace.thread.id).text !== ''
    if (writes) return false // in a text, ⌘Z belongs to the text
    if (workspace.outbox.held) void undoLastSend(workspace)
    else if (workspace.triage.last.length) void undoEnd(workspace)
    else return false
    return true
  },
}

const atInbox: Acts = {
  down: (workspace) => moved(workspace, 1),
  up: (workspace) => moved(workspace, -1),
  open: (workspace, event) => {
    const target = event.target as HTMLElement
    const row = workspace.inbox.row(workspace.inbox.cursor)
    if (!row || (target !== document.body && target.getAttribute('role') !== 'listbox')) return false
    void workspace.openThread(row)
    return true
  },
  back: (workspace, event) => {
    if (isTyping(event.target)) return focused('conversations')
    if (workspace.inbox.checked.size > 0) workspace.inbox.uncheck()
    else if (workspace.detailsOpen && isNarrow()) workspace.detailsOpen = false
    else if (workspace.thread) workspace.closeThread()
    else return false
    return true
  },
  select: (workspace) => (workspace.inbox.check(workspace.inbox.cursor), (workspace.inbox.cursorShown = true)),
  extendDown: (workspace) => (workspace.inbox.extend(1), true),
  extendUp: (workspace) => (workspace.inbox.extend(-1), true),
  selectAll: (workspace, event) => {
    if (isTyping(event.target)) return false
    void workspace.inbox.checkAll()
    return true
  },
  end: (workspace) => (void endThem(workspace), true),
  read: (workspace) => (void readThem(workspace), true),
  interactive: (workspace) => (workspace.interactiveOpen = workspace.thread?.conversation.window.open ?? false),
  find: (workspace) => {
    const conversation = workspace.thread?.conversation
    if (!conversation?.conversation_id) return searched(workspace)
    workspace.openSearch('', { id: conversation.conversation_id, name: nameOf(conversation) })
    return true
  },
  snooze: (workspace) => {
    const { inbox, thread } = workspace
    if (!inbox.checked.size) {
      if (thread && targets(workspace)[0]?.thread_id === thread.id) return (workspace.snoozeOpen = true)
      inbox.check(inbox.cursor) // what is not open is put aside from the list
    }
    return (workspace.bulkSnoozeOpen = inbox.checked.size > 0)
  },
  reply: () => focused('composer'),
  attach: () => {
    const paperclip = document.querySelector<HTMLElement>('.comp-bar > .ib')
    paperclip?.click()
    return paperclip !== null
  },
  template: (workspace) => {
    if (!workspace.thread) return false
    workspace.useTemplate(workspace.thread.conversation)
    return true
  },
  note: (workspace) => {
    if (!workspace.thread) return false
    workspace.detailsOpen = true
    requestAnimationFrame(() => setTimeout(() => focused('note'))) // once the details are there
    return true
  },
  details: (workspace) => {
    if (!workspace.thread) return false
    workspace.detailsOpen = !workspace.detailsOpen
    return true
  },
  copyPhone: (workspace) => {
    const phone = workspace.thread?.conversation.phone_number
    if (!phone) return false
    void copy(phone).then(() => workspace.toasts.say(words.details.phoneCopied))
    return true
  },
}

const atApprovals: Acts = {
  end: ({ approvals }) => approvals.beginEdit(approvals.current),
  allow: (_, event) => {
    document.querySelector<HTMLElement>('[data-testid="allow-hour"] button')?.click()
    return !isTyping(event.target)
  },
  back: ({ approvals }) => {
    const isBusy = approvals.rejecting || approvals.edit !== undefined || approvals.factsOpen
    approvals.rejecting = approvals.factsOpen = false
    approvals.edit = undefined
    return isBusy
  },
  details: ({ approvals }) => ((approvals.factsOpen = !approvals.factsOpen), true),
  down: (workspace) => (workspace.approvals.move(1), true),
  up: (workspace) => (workspace.approvals.move(-1), true),
  reject: (workspace) => (workspace.approvals.rejecting = workspace.approvals.current?.state === 'waiting'),
}

const atTemplates: Acts = {
  down: (workspace) => (workspace.templates.move(1), true),
  up: (workspace) => (workspace.templates.move(-1), true),
  back: (workspace) => {
    const conversation = workspace.templates.to?.conversation
    if (conversation) void workspace.openThread(conversation)
    return conversation !== undefined
  },
}

const atSearch: Acts = {
  down: (workspace) => (workspace.search.move(1), true),
  up: (workspace) => (workspace.search.move(-1), true),
  back: (workspace) => opened(workspace, 'inbox'),
  reply: (workspace) => {
    const conversation = workspace.thread?.conversation
    if (conversation) void workspace.openThread(conversation, workspace.search.current?.message_id).then(() => focused('composer'))
    return conversation !== undefined
  },
}

const atContacts: Acts = {
  down: (workspace) => (workspace.contacts.move(1), true),
  up: (workspace) => (workspace.contacts.move(-1), true),
  note: () => focused('note'),
}

const atCustomers: Acts = {
  down: (workspace) => (void workspace.customers.move(1), true),
  up: (workspace) => (void workspace.customers.move(-1), true),
}

const at: Partial<Record<Workspace['page'], Acts>> = {
  inbox: atInbox,
  search: atSearch,
  approvals: atApprovals,
  contacts: atContacts,
  customers: atCustomers,
  templates: atTemplates,
}

/** The search of this page, or else that of all messages. */
function searched(workspace: Workspace): true {
  const isHere = workspace.page !== 'inbox' && workspace.page !== 'search' && focused('find')
  if (!isHere) workspace.openSearch('')
  return true
}

let before: HTMLElement | undefined

/** Between what is said at the foot of the list and where the focus was. */
function besideToasts(): boolean {
  const toasts = document.querySelector('.toasts')
  const at = document.activeElement as HTMLElement | null
  if (toasts?.contains(at)) before?.focus()
  else {
    const button = toasts?.querySelector('button')
    if (!button) return false
    before = at ?? undefined
    button.focus()
  }
  return true
}

/** Everything larger or smaller, in hundredths, as far as it goes. */
function resized(workspace: Workspace, by: number): true {
  void attempt(workspace, () => workspace.desk.resize(by))
  return true
}

function opened(workspace: Workspace, page: Workspace['page']): true {
  workspace.openPage(page)
  return true
}

function besideNumber(workspace: Workspace, by: 1 | -1): true {
  void workspace.showNumber(workspace.numbers.beside(workspace.inbox.number, by))
  return true
}

function moved(workspace: Workspace, by: number): true {
  workspace.inbox.move(by)
  return true
}
