import { describe, expect, it } from 'vitest'

import { ago, clockTime, dayMark, listTime, sameDay, shortDate } from './times'

// Somewhere where the clocks change, and local times, as the person reads them.
process.env['TZ'] = 'Europe/Lisbon'
const now = new Date(2025, 10, 19, 14, 9)
const before = (days: number, hours = 12) => new Date(2025, 10, 19 - days, hours, 30)

describe('times in a list', () => {
  it('shows the time for today, the weekday for six days, then the date', () => {
    expect(listTime(before(0, 9), now, 'en-GB')).toBe('09:30')
    expect(listTime(before(1), now, 'en-GB')).toBe('Tue')
    expect(listTime(before(6), now, 'en-GB')).toBe('Thu')
    expect(listTime(before(7), now, 'en-GB')).toBe('12 Nov')
    expect(listTime(new Date(2024, 10, 19), now, 'en-GB')).toBe('19 Nov 2024')
  })

  it('counts calendar days, not spans of 24 hours', () => {
    expect(listTime(new Date(2025, 10, 18, 23, 59), new Date(2025, 10, 19, 0, 1), 'en-GB')).toBe('Tue')
  })

  it('shows the time of a clock that is ahead today, and the date of one that is days ahead', () => {
    expect(listTime(new Date(2025, 10, 19, 18, 0), now, 'en-GB')).toBe('18:00')
    expect(listTime(new Date(2025, 10, 21), now, 'en-GB')).toBe('21 Nov')
  })

  it('speaks the language that it is given', () => {
    expect(listTime(before(1), now, 'pt-BR')).toBe('ter.')
    expect(shortDate(before(7), now, 'es')).toBe('12 nov')
  })

  it('keeps 24 hours where people use 12, so that every bubble has room', () => {
    expect(clockTime(new Date(2025, 10, 19, 0, 5), 'en-US')).toBe('00:05')
    expect(clockTime(new Date(2025, 10, 19, 23, 5), 'en-US')).toBe('23:05')
  })

  it('shows nothing for what is no time', () => {
    expect(listTime('', now)).toBe('')
    expect(dayMark('soon', now)).toBe('')
  })
})

describe('marks of days', () => {
  it('names today and yesterday, and else the whole day', () => {
    expect(dayMark(before(0), now, 'en-GB')).toBe('Today')
    expect(dayMark(before(1), now, 'en-GB')).toBe('Yesterday')
    expect(dayMark(before(2), now, 'en-GB')).toBe('Monday 17 November')
    expect(dayMark(new Date(2023, 0, 2), now, 'en-GB')).toBe('Monday, 2 January 2023')
  })

  it('knows that a night with a change of clocks is one night', () => {
    expect(sameDay(new Date(2025, 9, 26, 0, 30), new Date(2025, 9, 26, 23, 30))).toBe(true)
    expect(sameDay(new Date(2025, 9, 25, 23, 59), new Date(2025, 9, 26, 0, 0))).toBe(false)
  })
})

it('says how long ago up to two days', () => {
  const minutesAgo = (minutes: number) => ago(new Date(now.getTime() - minutes * 60_000), now, 'en-GB')
  expect([0, 59, 60, 45 * 60 + 59, 48 * 60].map(minutesAgo)).toEqual(['just now', '59 min ago', '1 h ago', '45 h ago', '17 Nov'])
})
