import type { Command, KeyGroup } from '../../keys'

const groups: Record<KeyGroup, string> = {
  anywhere: 'Anywhere',
  list: 'List',
  conversation: 'Conversation',
  approvals: 'Approvals',
}

const commands: Record<Command, string> = {
  palette: 'Palette',
  search: 'Search',
  newMessage: 'New message',
  inbox: 'Inbox',
  approvals: 'Approvals',
  contacts: 'Contacts',
  customers: 'Customers',
  templates: 'Templates',
  agents: 'Agents',
  settings: 'Settings',
  numbers: 'Number switcher',
  previousNumber: 'Previous number',
  nextNumber: 'Next number',
  undo: 'Undo the last send',
  shortcuts: 'This list',
  down: 'Down',
  up: 'Up',
  first: 'First',
  last: 'Last',
  open: 'Open',
  back: 'Back, clear',
  select: 'Select',
  extendDown: 'Select down',
  extendUp: 'Select up',
  selectAll: 'Select all',
  end: 'End or reopen',
  read: 'Mark as read',
  interactive: 'Buttons or a list',
  find: 'Find in conversation',
  reply: 'Reply',
  template: 'Template',
  note: 'Note',
  details: 'Details',
  copyPhone: 'Copy phone number',
  send: 'Send',
  approve: 'Approve and send',
  edit: 'Edit first',
  allow: 'Allow for 1 hour',
  sidebar: 'Narrow sidebar',
  reject: 'Reject',
}

/** The list of keys. */
export const shortcuts = {
  title: 'Keyboard',
  groups,
  commands,
  note: 'Single letters work outside text fields.',
}
