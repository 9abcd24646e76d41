// Intl's formatters are costly to make and cheap to use, so each is made once.

type Options = Intl.DateTimeFormatOptions
const made = new Map<string, Intl.DateTimeFormat>()

/** Writes a moment in the person's own language, or in `locale`. */
export function dateText(at: Date, options: Options, locale?: string): string {
  const key = `${locale ?? ''}${JSON.stringify(options)}`
  let format = made.get(key)
  if (!format) made.set(key, (format = new Intl.DateTimeFormat(locale, options)))
  return format.format(at)
}
