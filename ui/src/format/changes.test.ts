import { expect, test } from 'vitest'

import { changesOf, countOf } from './changes'

test('says which words went and which came', () => {
  const changes = changesOf('Llegada: 15:25. Te aviso.', 'Llegada: entre 15:30 y 16:00. Te aviso.')
  expect(changes).toEqual([
    { kind: 'same', text: 'Llegada: ' },
    { kind: 'gone', text: '15:25. ' },
    { kind: 'new', text: 'entre 15:30 y 16:00. ' },
    { kind: 'same', text: 'Te aviso.' },
  ])
  expect(countOf(changes)).toBe(1)
})

test('puts both texts together again, whatever was changed', () => {
  const texts = ['', 'a', 'a b c', 'c b a', ' a  b ', 'a\nb\n\nc', 'x a y b z c', 'مرحبا 12 hola']
  for (const before of texts) {
    for (const after of texts) {
      const changes = changesOf(before, after)
      expect(changes.filter(({ kind }) => kind !== 'new').map(({ text }) => text).join('')).toBe(before)
      expect(changes.filter(({ kind }) => kind !== 'gone').map(({ text }) => text).join('')).toBe(after)
      expect(countOf(changes) === 0).toBe(before === after)
    }
  }
})

test('does not compare the words of a whole book', () => {
  const long = 'word '.repeat(5000)
  expect(changesOf(long, `${long}more`)).toHaveLength(2)
})
