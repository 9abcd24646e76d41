import { deliveryWord } from '../bubbles/naming'
import type { Message } from '../contract'

type Ticks = 'waiting' | 'sent' | 'delivered' | 'read' | 'failed' | 'unknown'

const TICKS: Record<Message['delivery'], Ticks> = {
  received: 'delivered',
  held: 'waiting',
  queued: 'waiting',
  sending: 'waiting',
  accepted: 'sent',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'failed',
  cancelled: 'failed',
  uncertain: 'unknown',
}

/** The sign of a delivery state, and its word. */
export function ticksOf(delivery: Message['delivery']): { state: Ticks; label: string } {
  return { state: TICKS[delivery], label: deliveryWord(delivery) }
}
