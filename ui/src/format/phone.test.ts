import { expect, it } from 'vitest'

import { phoneText } from './phone'

it('groups numbers the way their country does', () => {
  expect(phoneText('+5511955500143')).toBe('+55 11 95550 0143')
  expect(phoneText('+573005550177')).toBe('+57 300 5550177')
  expect(phoneText('966555500162')).toBe('+966 55 550 0162')
})

it('leaves alone what is no number', () => {
  for (const odd of ['', '+', '+12', 'Mariana', '+99', '++5511955500143', '<b>1</b>', '+0000000000', 'US.123456789012345']) {
    expect(phoneText(odd)).toBe(odd)
  }
})
