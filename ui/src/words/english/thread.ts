/** The open conversation and its composer. */
export const thread = {
  via: 'via',
  conversation: 'Conversation',
  history: 'Message history',
  messagesWith: (name: string) => `Messages with ${name}`,
  detailsPanel: 'Details panel',
  newest: 'Jump to newest',
  newBelow: (count: number) => (count === 1 ? '1 new' : `${count} new`),
  unread: (count: number) => (count === 1 ? '1 unread message' : `${count} unread messages`),
  windowClosed: (when: string) => `Reply window closed ${when}`,
  arrived: (name: string, text: string) => `${name}: ${text}`,

  pick: 'Pick a conversation',
  pickMove: 'Move with',
  pickOpen: 'open with',
  pickHelp: 'keys with',
  nothing: 'No messages yet',
  saved: (path: string) => `Saved as ${path}`,

  reply: 'Reply',
  replyAs: (name: string) => `Reply as ${name}`,
  you: 'You',
  dropQuote: 'Do not quote',
  quote: 'Reply to this message',
  send: 'Send',
  queue: 'Queue',
  sendsWhenOnline: 'Will send when online',
  closesIn: (time: string) => `Window closes in ${time}`,
  demo: 'Demo: nothing is sent',
  tooLong: (count: number) => `${count} characters too long`,
  limit: 4096,

  closed: 'The 24-hour window is closed',
  closedText: (name: string, ago: string) =>
    `${name} last wrote ${ago}. Until they write again, WhatsApp delivers only approved templates.`,
  neverWrote: (name: string) => `${name} has never written. Until they write, WhatsApp delivers only approved templates.`,
  reopens: 'Writing reopens as soon as they reply',
  draftKept: 'Your draft is kept.',

  discarded: 'Message discarded',
}
