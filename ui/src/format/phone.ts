import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** +551155500143 as people read it: +55 11 5550-0143. What is no number comes back as it came. */
export function phoneText(number: string): string {
  const e164 = number.startsWith('+') ? number : `+${number}`
  const parsed = /^\+\d{5,15}$/.test(e164) ? parsePhoneNumberFromString(e164) : undefined
  return parsed?.formatInternational() ?? number
}
