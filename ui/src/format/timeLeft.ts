import type { ServiceWindow } from '../contract'
import { words } from '../words'

/** A window that closes within this many minutes is shown as running out. */
export const SOON_MINUTES = 4 * 60
/** How long WhatsApp's window is. */
export const WINDOW_MINUTES = 24 * 60

export type WindowState = 'open' | 'soon' | 'closed'

/** "21 h left"; under two hours "1 h 39 min left", then "12 min left". Rounds down. */
export function timeLeft(minutes: number): string {
  return words.times.left(duration(minutes))
}

/** "21 h 53 min left": where there is room for the minutes. */
export function exactTimeLeft(minutes: number): string {
  return words.times.left(exactDuration(minutes))
}

/** "21 h", "1 h 39 min", "12 min", "under 1 min". */
export function duration(minutes: number): string {
  const whole = atLeastZero(minutes)
  return whole >= 120 ? words.times.hours(Math.floor(whole / 60)) : exactDuration(whole)
}

/** "21 h 53 min". */
export function exactDuration(minutes: number): string {
  const whole = atLeastZero(minutes)
  if (whole < 1) return words.times.underAMinute
  if (whole < 60) return words.times.minutes(whole)
  return words.times.hoursAndMinutes(Math.floor(whole / 60), whole % 60)
}

/** "12 min 46 s", "38 s": for what is waited for with the eyes on it. */
export function countdown(seconds: number): string {
  const whole = atLeastZero(seconds)
  return whole < 60 ? words.times.seconds(whole) : words.times.minutesAndSeconds(Math.floor(whole / 60), whole % 60)
}

/** Whole seconds from `now` until `at`, never below zero. */
export function secondsUntil(at: string | undefined, now: Date): number {
  return atLeastZero((Date.parse(at ?? '') - now.getTime()) / 1000)
}

/** Whole minutes from `now` until the window closes; 0 when it is closed or was never open. */
export function windowMinutes(window: ServiceWindow, now: Date): number {
  if (!window.open) return 0
  return window.closes_at ? atLeastZero((Date.parse(window.closes_at) - now.getTime()) / 60_000) : window.minutes_left
}

/** What the fuse and the ring show. */
export function windowState(window: ServiceWindow, now: Date): WindowState {
  const closes = window.closes_at ? Date.parse(window.closes_at) > now.getTime() : window.minutes_left > 0
  if (!window.open || !closes) return 'closed'
  return windowMinutes(window, now) < SOON_MINUTES ? 'soon' : 'open'
}

/** The end of a row: "21 h left" or "Window closed". */
export function windowText(window: ServiceWindow, now: Date): string {
  return windowState(window, now) === 'closed' ? words.times.windowClosed : timeLeft(windowMinutes(window, now))
}

function atLeastZero(value: number): number {
  return Number.isFinite(value) ? Math.max(0, Math.floor(value)) : 0
}
