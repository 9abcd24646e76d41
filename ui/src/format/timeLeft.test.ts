import { describe, expect, it } from 'vitest'

import type { ServiceWindow } from '../contract'
import { countdown, exactTimeLeft, secondsUntil, timeLeft, windowState, windowText } from './timeLeft'

const now = new Date('2025-11-19T14:09:00Z')
const closing = (minutes: number): ServiceWindow => ({
  open: true,
  closes_at: new Date(now.getTime() + minutes * 60_000).toISOString(),
  minutes_left: minutes,
})

describe('time left', () => {
  it('rounds down and gets more exact the less there is', () => {
    expect(timeLeft(21 * 60 + 53)).toBe('21 h left')
    expect(timeLeft(120)).toBe('2 h left')
    expect(timeLeft(119)).toBe('1 h 59 min left')
    expect(timeLeft(60)).toBe('1 h 0 min left')
    expect(timeLeft(59.99)).toBe('59 min left')
    expect(timeLeft(12)).toBe('12 min left')
    expect(timeLeft(0.5)).toBe('under 1 min left')
  })

  it('never shows less than nothing', () => {
    for (const odd of [-5, NaN, -Infinity]) expect(timeLeft(odd)).toBe('under 1 min left')
  })

  it('has an exact form and one for seconds', () => {
    expect(exactTimeLeft(21 * 60 + 53)).toBe('21 h 53 min left')
    expect(countdown(766)).toBe('12 min 46 s')
    expect(countdown(38.9)).toBe('38 s')
    expect(secondsUntil('2025-11-19T14:09:04.900Z', now)).toBe(4)
    expect(secondsUntil('2025-11-19T14:00:00Z', now)).toBe(0)
    expect(secondsUntil(undefined, now)).toBe(0)
  })
})

describe("WhatsApp's window", () => {
  it('runs out under four hours and is closed at its minute, even before the desk says so', () => {
    expect(windowState(closing(240), now)).toBe('open')
    expect(windowState(closing(239), now)).toBe('soon')
    expect(windowState(closing(0.5), now)).toBe('soon')
    expect(windowState(closing(0), now)).toBe('closed')
    expect(windowState(closing(-10), now)).toBe('closed')
    expect(windowState({ open: false, minutes_left: 0 }, now)).toBe('closed')
  })

  it('says so at the end of a row', () => {
    expect(windowText(closing(99), now)).toBe('1 h 39 min left')
    expect(windowText({ open: false, minutes_left: 0 }, now)).toBe('Window closed')
    expect(windowText({ open: true, minutes_left: 600 }, now)).toBe('10 h left')
  })
})
