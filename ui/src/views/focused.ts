/** Puts the focus on a part of the page that says what it is with `data-place`. */
export function focused(place: 'conversations' | 'composer' | 'note' | 'find'): boolean {
  const part = document.querySelector<HTMLElement>(`[data-place="${place}"]`)
  const element = part?.querySelector<HTMLElement>('[role=listbox], input') ?? part
  element?.focus()
  return element !== null && element !== undefined
}
