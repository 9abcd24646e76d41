import formats from 'virtual:phone-formats'

/** +551155500143 as people read it: +55 11 5550 0143. What is no number comes back as it came. */
export function phoneText(number: string): string {
  const digits = /^\+?(\d{5,15})$/.exec(number)?.[1]
  const code = digits && [1, 2, 3].map((length) => digits.slice(0, length)).find((start) => Object.hasOwn(formats, start))
  if (!digits || !code) return number
  const national = digits.slice(code.length)
  const format = formats[code]?.find(([pattern, leading]) => begins(national, leading) && new RegExp(`^(?:${pattern})$`).test(national))
  return `+${code} ${format ? national.replace(new RegExp(format[0]), format[2]) : national}`
}

const begins = (text: string, pattern: string): boolean => new RegExp(`^(?:${pattern})`).test(text)
