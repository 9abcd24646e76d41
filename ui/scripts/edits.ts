/** What takes the place of a part of a text. */
export interface Edit {
  start: number
  end: number
  by: string
}

/** The text with all edits; no two of them overlap. */
export function edited(text: string, edits: Edit[]): string {
  return edits.toSorted((a, b) => b.start - a.start).reduce((rest, { start, end, by }) => `${rest.slice(0, start)}${by}${rest.slice(end)}`, text)
}
