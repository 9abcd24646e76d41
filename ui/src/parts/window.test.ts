import { expect, it } from 'vitest'

import { rowsInSight, scrolledTo } from './window'

it('has the rows in sight and a few around them, whatever the length', () => {
  expect(rowsInSight(0, 660, 66, 100_000, 6)).toEqual({ first: 0, end: 16 })
  expect(rowsInSight(66_000, 660, 66, 100_000, 6)).toEqual({ first: 994, end: 1016 })
  expect(rowsInSight(6_600_000, 660, 66, 100_000, 6)).toEqual({ first: 99_994, end: 100_000 })
  expect(rowsInSight(0, 660, 66, 0, 6)).toEqual({ first: 0, end: 0 })
  expect(rowsInSight(9_000, 660, 66, 3, 6)).toEqual({ first: 3, end: 3 })
  expect(rowsInSight(-50, 0, 66, 3, 0)).toEqual({ first: 0, end: 0 })
})

it('scrolls no further than is needed', () => {
  expect(scrolledTo(5, 0, 660, 66)).toBe(0)
  expect(scrolledTo(10, 0, 660, 66)).toBe(66)
  expect(scrolledTo(2, 600, 660, 66)).toBe(132)
  expect(scrolledTo(2, 0, 30, 66)).toBe(132)
})
