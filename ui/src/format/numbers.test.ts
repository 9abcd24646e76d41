import { expect, it } from 'vitest'

import { write } from './formats'
import { counted, fileSize, money, playTime } from './numbers'

it('writes sizes in steps of a thousand', () => {
  const sizes = [0, 999, 1000, 184_000, 999_499, 999_600, 2_440_000, 10_000_000, 3e9, 5e12]
  const texts = ['0 byte', '999 byte', '1 kB', '184 kB', '999 kB', '1 MB', '2.4 MB', '10 MB', '3 GB', '5,000 GB']
  expect(sizes.map((size) => fileSize(size, 'en'))).toEqual(texts)
  expect([-1, NaN, Infinity].map((size) => fileSize(size))).toEqual(['', '', ''])
})

it('writes how long something plays', () => {
  expect([0, 42, 725, 3723, NaN, -3, Infinity].map(playTime)).toEqual(['0:00', '0:42', '12:05', '1:02:03', '0:00', '0:00', '0:00'])
})

it('writes prices, and keeps a currency that nobody knows', () => {
  expect(money(12.5, 'USD', 'en')).toBe('$12.50')
  expect(money(3, 'stars', 'en')).toBe('3 stars')
  expect(money(1234, undefined, 'en')).toBe('1,234')
})

it('writes numbers in the language of the window', () => {
  write('pt')
  expect([fileSize(2_440_000), money(12.5, 'BRL'), counted(1204)]).toEqual(['2,4 MB', 'R$\u00a012,50', '1.204'])
  write(undefined)
})
