// Intl's formatters are costly to make and cheap to use, so each is made once.

type Options = Intl.DateTimeFormatOptions
let written: string | undefined
const made = new Map<string, Intl.DateTimeFormat>()

/** Writes dates and numbers in a language from now on; in the system's when it is absent. */
export function write(locale: string | undefined): void {
  written = locale
}

/** The language that dates and numbers are written in; absent for the system's. */
export const writtenIn = (): string | undefined => written

/** Writes a moment in the person's language, or in `locale`. */
export function dateText(at: Date, options: Options, locale = written): string {
  const key = `${locale ?? ''}${JSON.stringify(options)}`
  let format = made.get(key)
  if (!format) made.set(key, (format = new Intl.DateTimeFormat(locale, options)))
  return format.format(at)
}
