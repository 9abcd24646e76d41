/** Which rows of a list are worth having: those in sight, and a few around them. */
export function rowsInSight(
  scrolled: number,
  height: number,
  rowHeight: number,
  count: number,
  around: number,
): { first: number; end: number } {
  const top = Math.floor(Math.max(0, scrolled) / rowHeight)
  const bottom = Math.ceil((Math.max(0, scrolled) + height) / rowHeight)
  const end = Math.min(count, bottom + around)
  return { first: Math.max(0, Math.min(top - around, end)), end }
}

/** Where to scroll so that a row can be seen whole, moving no further than needed. */
export function scrolledTo(row: number, scrolled: number, height: number, rowHeight: number): number {
  const top = row * rowHeight
  if (top < scrolled) return top
  return Math.max(scrolled, Math.min(top, top + rowHeight - height))
}
