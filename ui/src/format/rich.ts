import { settled } from './bidi'
import { fold } from './fold'
import { type Find, findLinks } from './links'
import { findMarks, type Mark } from './marks'

/** A stretch that is written in one way. */
export interface Span {
  text: string
  styles: Mark['style'][]
  /** Whether it was filled into a template. */
  filled: boolean
  /** Whether something is still to be filled in here. */
  hole?: boolean
  /** Whether it is what the person looks for. */
  found: boolean
}

/** Words, a link, or a number that keeps its order. */
export interface Run {
  kind: 'text' | 'link' | 'ltr'
  href?: string
  spans: Span[]
}

interface Stretch {
  start: number
  end: number
  hole?: boolean
}

interface Ways {
  /** The values of a template, in the order in which they stand in the text. */
  filled?: readonly (string | { hole: string })[]
  /** What the person looks for, whatever its case. */
  find?: string
}

const BREAKS = /\r\n|[\n\r\u0085\u2028\u2029]/u

/** A message's text as lines of runs: data from a stranger made into words and links, and never into anything else. */
export function richLines(text: string, ways: Ways = {}): Run[][] {
  const lines = text.split(BREAKS).map(settled)
  const filled = valuesIn(lines.join('\n'), ways.filled ?? [])
  const sought = soughtIn(lines, ways.find ?? '')
  let start = 0
  return lines.map((line) => {
    const at = start
    start += line.length + 1
    return richLine(line, shifted(filled, at), occurrences(line, sought))
  })
}

function richLine(line: string, filled: Stretch[], found: Stretch[]): Run[] {
  const finds = findLinks(line)
  const marks = findMarks(
    line,
    finds.filter((find) => find.kind === 'link'),
  )
  const spans = (start: number, end: number) => cut(line, start, end, marks, filled, found)
  const runs: Run[] = []
  let at = 0
  for (const find of finds) {
    if (find.start > at) runs.push({ kind: 'text', spans: spans(at, find.start) })
    runs.push(linkOrNumber(find, spans(find.start, find.end)))
    at = find.end
  }
  if (at < line.length) runs.push({ kind: 'text', spans: spans(at, line.length) })
  return runs.filter((run) => run.spans.length > 0)
}

/** A link whose host had to be written differently is shown as one piece, because its letters are not the text's. */
function linkOrNumber(find: Find, spans: Span[]): Run {
  const written = spans.map((span) => span.text).join('')
  if (find.kind !== 'link' || find.label === written) return { kind: find.kind, href: find.href, spans }
  return { kind: 'link', href: find.href, spans: [{ text: find.label ?? written, styles: [], filled: false, found: false }] }
}

/** Cuts a stretch wherever something begins or ends in it, and drops the marks themselves. */
function cut(line: string, start: number, end: number, marks: Mark[], filled: Stretch[], found: Stretch[]): Span[] {
  const signs = marks.flatMap(({ start, end, width }) => [
    { start, end: start + width },
    { start: end - width, end },
  ])
  const edges = new Set([start, end])
  for (const { start: from, end: to } of [...signs, ...marks, ...filled, ...found]) {
    if (from > start && from < end) edges.add(from)
    if (to > start && to < end) edges.add(to)
  }
  const sorted = [...edges].sort((a, b) => a - b)
  const spans: Span[] = []
  for (const [index, from] of sorted.slice(0, -1).entries()) {
    if (signs.some(covers(from))) continue
    spans.push({
      text: line.slice(from, sorted[index + 1]),
      styles: marks.filter(covers(from)).map((mark) => mark.style),
      filled: filled.some(covers(from)),
      hole: filled.some((stretch) => stretch.hole === true && covers(from)(stretch)),
      found: found.some(covers(from)),
    })
  }
  return spans
}

const covers = (at: number) => (stretch: Stretch) => at >= stretch.start && at < stretch.end

/** Where a template's values stand: each is looked for after the one before it. */
function valuesIn(text: string, values: readonly (string | { hole: string })[]): Stretch[] {
  const stretches: Stretch[] = []
  let from = 0
  for (const value of values) {
    const isHole = typeof value !== 'string'
    const said = isHole ? value.hole : value
    const start = said ? text.indexOf(said, from) : -1
    if (start < 0) continue
    from = start + said.length
    stretches.push({ start, end: from, ...(isHole ? { hole: true } : {}) })
  }
  return stretches
}

/** Nobody looks for more in one line but to make a window slow. */
const MOST_FOUND = 200

/** What is looked for in a text, without case and accents: the whole where it stands somewhere, or else its words. */
function soughtIn(lines: readonly string[], question: string): string[] {
  const sought = fold(question.replace(/["“”]/gu, ''))
  if (!sought) return []
  return lines.some((line) => foldLine(line).includes(sought)) ? [sought] : [...new Set(sought.split(/\s+/u))]
}

function occurrences(line: string, sought: readonly string[]): Stretch[] {
  if (sought.length === 0) return []
  const folded = foldLine(line)
  return sought.flatMap((word) => places(folded, word)).slice(0, MOST_FOUND)
}

/** Sign by sign, so that every place stays where it is. */
function foldLine(line: string): string {
  return [...line].map(foldSign).join('')
}

function places(line: string, word: string): Stretch[] {
  const stretches: Stretch[] = []
  for (let start = line.indexOf(word); start >= 0 && stretches.length < MOST_FOUND; start = line.indexOf(word, start + word.length)) {
    stretches.push({ start, end: start + word.length })
  }
  return stretches
}

function foldSign(sign: string): string {
  const folded = fold(sign)
  return folded.length === sign.length ? folded : sign
}

function shifted(stretches: Stretch[], by: number): Stretch[] {
  return stretches.map((stretch) => ({ ...stretch, start: stretch.start - by, end: stretch.end - by }))
}
