import type { Message } from '../contract'
import { oneLine } from '../format/bidi'
import { clockTime } from '../format/times'
import { words } from '../words'

/** How far a message got, as a bubble shows it. */
export type Progress = 'queued' | 'fail' | 'unsure' | 'cancelled' | ''

type Delivery = Message['delivery']

const PROGRESS: Partial<Record<Delivery, Progress>> = {
  held: 'queued',
  queued: 'queued',
  sending: 'queued',
  failed: 'fail',
  uncertain: 'unsure',
  cancelled: 'cancelled',
}

export function progressOf(message: Message): Progress {
  return PROGRESS[message.delivery] ?? ''
}

/** "Read", "Not sent": the word of its ticks. What the contact wrote has none. */
export function deliveryWord(delivery: Delivery): string {
  const { held, queued, sending, sent, delivered, read, failed, cancelled, uncertain } = words.marks
  const said = { received: '', held, queued, sending, accepted: sent, sent, delivered, read, failed, cancelled, uncertain }
  return said[delivery]
}

/** Who wrote it, from the person's side of the desk. */
export function writer(message: Message, contactName: string): string {
  if (message.direction === 'inbound') return oneLine(contactName)
  const { kind, name } = message.author ?? {}
  if (kind === 'agent' && name) return oneLine(name)
  if (kind === 'phone_app') return words.messages.phoneApp
  return kind === 'api' ? words.messages.api : words.messages.you
}

/** "You, 14:09, read": the name of a bubble. */
export function bubbleName(message: Message, contactName: string): string {
  const state = deliveryWord(message.delivery).toLocaleLowerCase()
  return words.messages.name(writer(message, contactName), clockTime(message.at), state)
}
