import type { AuditCall } from '../contract'
import { oneLine } from '../format/bidi'
import { dateText } from '../format/formats'
import { words } from '../words'

/** How much of a call's arguments stands in its row. */
const MOST = 160

/** What was asked, in one line: what people read of it first; while it is kept. */
export function asked({ input, shape }: AuditCall): string {
  if (!input) return shape
  const { idempotency_key: _, response_format: __, ...rest } = input
  return oneLine(Object.entries(rest).map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`).join(', ')).slice(0, MOST)
}

/** 14:07:31. */
export const clockWithSeconds = (at: string): string => dateText(new Date(at), { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })

/** 184 ms, 1.2 s. */
export const latency = (millis: number): string => (millis < 1000 ? `${millis} ms` : words.times.seconds(Math.round(millis / 100) / 10))
