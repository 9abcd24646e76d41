/** How a stretch of a line is written: WhatsApp's own marks around it, which are not shown. */
export interface Mark {
  style: 'bold' | 'italic' | 'strike' | 'mono'
  start: number
  end: number
  /** How many characters the mark itself takes on either side. */
  width: number
}

const STYLES = { '*': 'bold', _: 'italic', '~': 'strike', '`': 'mono', '```': 'mono' } as const
// Nobody writes more in a line but to make a window slow.
const MOST = 100
// Opens after a space or a sign and before a word; closes the other way round.
const MARKED = /(?<![\p{L}\p{N}])(```|[*_~`])(?!\s|\1)([^\n]{1,1500}?)(?<!\s)\1(?![\p{L}\p{N}]|\1)/gu

/** Finds *bold*, _italic_, ~struck~ and `mono` in one line, one within the other, but not across `taken` stretches. */
export function findMarks(line: string, taken: readonly { start: number; end: number }[]): Mark[] {
  if (!/[*_~`]/.test(line)) return []
  const marks: Mark[] = []
  const look = (from: number, to: number) => {
    for (const match of line.slice(from, to).matchAll(MARKED)) {
      if (marks.length >= MOST) return
      const width = match[1]?.length ?? 1
      const start = from + match.index
      const end = start + match[0].length
      if (taken.some((other) => isInside(start, other) || isInside(end - 1, other))) continue
      const style = STYLES[match[1] as keyof typeof STYLES]
      marks.push({ style, start, end, width })
      if (style !== 'mono') look(start + width, end - width)
    }
  }
  look(0, line.length)
  return marks
}

function isInside(at: number, stretch: { start: number; end: number }): boolean {
  return at >= stretch.start && at < stretch.end
}
