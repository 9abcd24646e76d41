import { words } from '../words'
import { dateText } from './formats'

const DAY = 86_400_000

/** 14:09, always with two digits and 24 hours: it has the same width in every bubble. */
export function clockTime(at: string | Date, locale?: string): string {
  return written(at, (date) => dateText(date, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, locale))
}

/** What a list shows: the time today, the weekday for the six days before, then the date. */
export function listTime(at: string | Date, now: Date, locale?: string): string {
  return written(at, (date) => {
    const days = daysBetween(date, now)
    if (days === 0) return clockTime(date, locale)
    if (days > 0 && days < 7) return dateText(date, { weekday: 'short' }, locale)
    return shortDate(date, now, locale)
  })
}

/** The line between two days of a thread. */
export function dayMark(at: string | Date, now: Date, locale?: string): string {
  return written(at, (date) => {
    const days = daysBetween(date, now)
    if (days === 0) return words.times.today
    if (days === 1) return words.times.yesterday
    const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric'
    return dateText(date, { weekday: 'long', day: 'numeric', month: 'long', year }, locale)
  })
}

/** 17 Nov, with the year when it is another one. */
export function shortDate(at: string | Date, now: Date, locale?: string): string {
  return written(at, (date) => {
    const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric'
    return dateText(date, { day: 'numeric', month: 'short', year }, locale)
  })
}

/** The whole moment, for tooltips and details. */
export function fullTime(at: string | Date, locale?: string): string {
  return written(at, (date) => dateText(date, { dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' }, locale))
}

/** How long ago, up to two days; then the date. */
export function ago(at: string | Date, now: Date, locale?: string): string {
  return written(at, (date) => {
    const minutes = Math.floor((now.getTime() - date.getTime()) / 60_000)
    if (minutes < 1) return words.times.justNow
    if (minutes < 60) return words.times.minutesAgo(minutes)
    if (minutes < 48 * 60) return words.times.hoursAgo(Math.floor(minutes / 60))
    return shortDate(date, now, locale)
  })
}

/** Whether two messages stand under the same day mark. */
export function sameDay(a: string | Date, b: string | Date): boolean {
  return daysBetween(new Date(a), new Date(b)) === 0
}

/** Calendar days from `then` to `now` where the person is, whatever the clocks did at night. */
function daysBetween(then: Date, now: Date): number {
  return (dayNumber(now) - dayNumber(then)) / DAY
}

function dayNumber(date: Date): number {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())
}

/** Nothing, rather than "Invalid Date". */
function written(at: string | Date, write: (date: Date) => string): string {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? '' : write(date)
}
