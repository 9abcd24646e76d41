import table from 'virtual:phone-formats'

/** What a number looks like, how it begins, and how it is written; by calling code. */
const formats = new Map(table.split('\n').map((line) => line.split(';')).map(([code, ...rows]) => [code, rows]))

/** +551155500143 as people read it: +55 11 5550 0143. What is no number comes back as it came. */
export function phoneText(number: string): string {
  const digits = /^\+?(\d{5,15})$/.exec(number)?.[1]
  const code = digits && [1, 2, 3].map((length) => digits.slice(0, length)).find((start) => formats.has(start))
  if (!digits || !code) return number
  const national = digits.slice(code.length)
  for (const format of formats.get(code) ?? []) {
    const [pattern = '', leading = '', written] = format.replaceAll('#', '\\d').split('~')
    const whole = new RegExp(`^(?:${pattern.replace(/[A-I]/g, group)})$`)
    const parts = new RegExp(`^(?:${leading})`).test(national) && whole.exec(national)
    if (parts) return `+${code} ${written ? national.replace(whole, written) : parts.slice(1).join(' ')}`
  }
  return `+${code} ${national}`
}

const group = (letter: string): string => `(\\d{${letter.charCodeAt(0) - 64}})`
