import { writtenIn } from './formats'

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** 184 kB, 2.4 MB: in steps of 1,000, with one decimal below ten. */
export function fileSize(bytes: number, locale = writtenIn()): string {
  if (!Number.isFinite(bytes) || bytes < 0) return ''
  let size = bytes
  let step = 0
  // 999,500 bytes would be written as 1,000 kB
  while (step < UNITS.length - 1 && Math.round(size) >= 1000) {
    size /= 1000
    step += 1
  }
  const maximumFractionDigits = step > 0 && size < 9.95 ? 1 : 0
  return new Intl.NumberFormat(locale, { style: 'unit', unit: UNITS[step], unitDisplay: 'short', maximumFractionDigits }).format(size)
}

/** 0:42, 12:05, 1:02:03. */
export function playTime(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.round(seconds)) : 0
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/** A price of an order, in its own currency where that is a real one. */
export function money(amount: number, currency: string | undefined, locale = writtenIn()): string {
  try {
    return new Intl.NumberFormat(locale, currency ? { style: 'currency', currency } : {}).format(amount)
  } catch {
    return `${amount} ${currency}`
  }
}

/** 1,204: with the signs of the language between thousands. */
export function counted(many: number, locale = writtenIn()): string {
  return new Intl.NumberFormat(locale).format(many)
}
