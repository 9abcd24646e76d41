/** The list of conversations. */
export const inbox = {
  title: 'Inbox',
  list: 'Conversations',
  filter: 'Filter',
  tabs: { all: 'All', unread: 'Unread', needs_reply: 'Needs reply', expires_soon: 'Expires soon', ended: 'Ended' },
  news: (count: number) => `${count} new`,
  ended: 'Ended',
  waiting: 'Reply waiting for approval',
  notDelivered: 'Not delivered',
  unknown: 'Unknown contact',
  empty: {
    all: { title: 'No conversations yet', text: 'When somebody writes to one of your numbers, it appears here.' },
    unread: { title: 'Everything is read', text: 'New messages appear here.' },
    needs_reply: { title: 'Nobody is waiting', text: 'No open conversation needs a reply from you.' },
    expires_soon: { title: 'No window closes soon', text: 'Conversations whose window closes within 4 hours appear here.' },
    ended: { title: 'Nothing has ended', text: 'Ended conversations appear here.' },
  },
  showAll: 'Show all',
  filling: 'Reading your conversations from Kapso',
}
