/** Hidden and short words of the marks: ticks, ring, fuse, kinds of message. */
export const marks = {
  unread: (count: number) => `${count} unread`,
  sending: 'Sending',
  queued: 'Waiting to be sent',
  held: 'Not sent yet',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  failed: 'Not sent',
  cancelled: 'Taken back',
  uncertain: 'Perhaps sent',
  search: 'Search',
  clear: 'Clear',
  close: 'Close',
  dismiss: 'Dismiss',
  loading: 'Loading',
}
