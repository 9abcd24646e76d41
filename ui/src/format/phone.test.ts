import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import examples from 'libphonenumber-js/examples.mobile.json'
import metadata from 'libphonenumber-js/metadata.min.json'
import { expect, it } from 'vitest'

import { phoneText } from './phone'

it('groups numbers the way their country does', () => {
  expect(phoneText('+5511955500143')).toBe('+55 11 95550 0143')
  expect(phoneText('+573005550177')).toBe('+57 300 5550177')
  expect(phoneText('966555500162')).toBe('+966 55 550 0162')
})

it('groups a number of every country as libphonenumber does', () => {
  const numbers = Object.entries(examples).map(([country, national]) => {
    const [code] = metadata.countries[country as keyof typeof metadata.countries] as unknown as [string]
    return `+${code}${national}`
  })
  expect(numbers.length).toBeGreaterThan(230)
  const wanted = numbers.map((number) => parsePhoneNumberFromString(number)?.formatInternational())
  expect(numbers.map(phoneText)).toEqual(wanted)
})

it('leaves alone what is no number', () => {
  for (const odd of ['', '+', '+12', 'Mariana', '+99', '++5511955500143', '<b>1</b>', '+0000000000', 'US.123456789012345']) {
    expect(phoneText(odd)).toBe(odd)
  }
})
