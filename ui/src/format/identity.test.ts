import { expect, it } from 'vitest'

import { initials, tint } from './identity'

it('makes initials of names in many scripts', () => {
  const names: Record<string, string> = {
    'Mariana Souza': 'MS',
    'Hôtel Les Tilleuls': 'HT',
    'Lucía Fernández-Cabrera de la Torre y Villanueva': 'LF',
    'د. نورة القحطاني': 'نق',
    'Priya Raman 🌿': 'PR',
    '🌸 mari': 'M',
    ' “Bo” ': 'B',
    田中太郎: '田',
    José: 'J',
    élodie: 'É',
    'Dr. Ana Prado': 'AP',
    'Lojas 24h': 'L2',
    'a.': 'A',
  }
  for (const [name, letters] of Object.entries(names)) expect(initials(name), name).toBe(letters)
})

it('has none where there is no letter', () => {
  for (const name of ['', '   ', '+57 300 555 0177', '🎉🎉', '\u202E\u200B', '...', '<>']) expect(initials(name), name).toBe('')
})

it('cannot be made long or turned around', () => {
  expect(initials('\u202Eevil \u202Dname')).toBe('EN')
  expect(initials('z̸̢̛͓͕͓̗͈͓̞͖̅̆ a').length).toBeLessThan(60)
  expect([...initials('Z'.repeat(10_000))]).toHaveLength(1)
})

it('tints by id, always the same, and spreads them', () => {
  expect(tint('conv_1')).toBe(tint('conv_1'))
  const seen = new Set(Array.from({ length: 60 }, (_, index) => tint(`conv_${index}`)))
  expect(seen).toEqual(new Set([1, 2, 3, 4, 5, 6]))
})
