import { clockTime, dayMark, sameDay } from '../format/times'
import { words } from '../words'

const DAY_MS = 86_400_000

/** A moment near the present inside a sentence: "tomorrow at 12:02", "yesterday at 17:13", "Wednesday, 18 November, 17:13". */
export function moment(at: string, now: Date): string {
  const time = clockTime(at)
  if (sameDay(at, now)) return words.details.today(time)
  if (sameDay(at, new Date(now.getTime() + DAY_MS))) return words.details.tomorrow(time)
  if (sameDay(at, new Date(now.getTime() - DAY_MS))) return words.details.yesterday(time)
  return words.details.day(dayMark(at, now), time)
}
