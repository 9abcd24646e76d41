import { expect, it } from 'vitest'

import { moved, typeAhead } from './cursor'

it('moves by keys and stops at both ends', () => {
  expect([moved('ArrowDown', -1, 3), moved('ArrowDown', 2, 3), moved('ArrowUp', 0, 3), moved('ArrowUp', -1, 3)]).toEqual([0, 2, 0, 2])
  expect([moved('Home', 2, 3), moved('End', 0, 3), moved('PageDown', 5, 100, 8), moved('PageUp', 5, 100, 8)]).toEqual([0, 2, 13, 0])
  expect([moved('a', 0, 3), moved('ArrowDown', 0, 0)]).toEqual([undefined, undefined])
})

it('goes to what begins with the letters typed, and forgets them', () => {
  const find = typeAhead(() => ['All numbers', 'Bloom & Birch', 'Clínica Vértice', 'Cafe', 'Óptica'])
  expect(find('c', 0, 0)).toBe(2)
  expect(find('a', 2, 100)).toBe(3)
  expect(find('b', 3, 2000)).toBe(1)
  expect(find('Ó', 1, 4000)).toBe(4)
  expect(find('x', 1, 6000)).toBeUndefined()
  expect(find('Shift', 1, 8000)).toBeUndefined()
})

it('goes around with the same letter again', () => {
  const find = typeAhead(() => ['Cafe', 'Bar', 'Clínica'])
  expect(find('c', -1, 0)).toBe(0)
  expect(find('c', 0, 100)).toBe(2)
  expect(find('c', 2, 200)).toBe(0)
})
