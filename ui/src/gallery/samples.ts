import type { Message } from '../contract'

/** The gallery's present. Its times are those of the drawings, wherever it is opened. */
export const NOW = new Date(2025, 10, 19, 14, 9)

let last = 0

/** A message with what matters about it; the rest is likely. */
export function sample(parts: Partial<Message> & { clock?: string; out?: boolean }): Message {
  const { clock = '14:05', out = false, ...rest } = parts
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  last += 1
  return {
    message_id: `wamid.sample.${last}`,
    at: new Date(2025, 10, 19, hour, minute).toISOString(),
    direction: out ? 'outbound' : 'inbound',
    kind: 'text',
    delivery: out ? 'read' : 'received',
    author: out ? { kind: 'person' } : undefined,
    ...rest,
  }
}

export const at = (clock: string) => sample({ clock }).at

/** A file as it comes from WhatsApp. */
export const media = (media_id: string | undefined, mime_type: string, more: Partial<NonNullable<Message['media']>> = {}) => ({
  media_id,
  mime_type,
  voice: false,
  animated: false,
  ...more,
})

/** The agent of the drawings, with a person's leave. */
export const claude = (approved: string): Message['author'] => ({ kind: 'agent', name: 'Claude Code', approved_at: at(approved) })
