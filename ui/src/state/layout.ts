import type { Message } from '../contract'
import { sameDay } from '../format/times'

/** One line of a thread: a bubble, the line between two days, or the line above what is unread. */
export type ThreadItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'unread'; key: string; count: number }
  | { kind: 'message'; key: string; message: Message; first: boolean; last: boolean }

/** Bubbles of one writer stay together for this long, in milliseconds. */
const GROUP_MS = 5 * 60_000

/** What stays the same about a message while it travels: it gets its wamid late. */
export const keyOf = (message: Message): string => message.send_id ?? message.message_id ?? `${message.at}:${message.direction}`

/** Lays messages out, oldest first: day marks, groups, and the mark above the first unread one. */
export function layOut(messages: Message[], unread: { key: string; count: number } | undefined): ThreadItem[] {
  const ids = new Set(messages.map(({ message_id }) => message_id))
  // a reaction stands on its bubble, if that is here
  const shown = messages.filter(({ reaction }) => !reaction || (reaction.emoji !== '' && !ids.has(reaction.message_id)))
  return shown.flatMap((message, at) => {
    const before = shown[at - 1]
    const after = shown[at + 1]
    const key = keyOf(message)
    const items: ThreadItem[] = []
    const startsDay = !before || !sameDay(before.at, message.at)
    const startsUnread = unread?.key === key
    if (startsDay) items.push({ kind: 'day', key: `day:${key}`, at: message.at })
    if (startsUnread) items.push({ kind: 'unread', key: 'unread', count: unread.count })
    const first = startsDay || startsUnread || !together(before, message)
    const last = !after || !together(message, after) || !sameDay(message.at, after.at) || unread?.key === keyOf(after)
    items.push({ kind: 'message', key, message, first, last })
    return items
  })
}

/** The message above which the unread mark stands: the first of the last `count` that the contact wrote. */
export function firstUnread(messages: Message[], count: number): { key: string; count: number } | undefined {
  const inbound = messages.filter(({ direction, kind }) => direction === 'inbound' && kind !== 'reaction')
  const message = count > 0 ? inbound[Math.max(0, inbound.length - count)] : undefined
  return message && { key: keyOf(message), count }
}

function together(before: Message, message: Message): boolean {
  return (
    before.direction === message.direction &&
    before.kind !== 'system' &&
    message.kind !== 'system' &&
    before.author?.kind === message.author?.kind &&
    before.author?.name === message.author?.name &&
    Date.parse(message.at) - Date.parse(before.at) < GROUP_MS
  )
}
