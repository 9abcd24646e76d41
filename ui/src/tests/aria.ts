import { getRoles } from '@testing-library/svelte'

/** Roles that say nothing to somebody who hears a page. */
const SILENT = new Set(['generic', 'presentation', 'none', 'paragraph', 'emphasis', 'strong', 'code', 'document'])
/** Roles that are named by what is in them. */
const BY_CONTENT = new Set(['button', 'link', 'option', 'tab', 'menuitem', 'heading', 'cell', 'columnheader', 'row', 'switch', 'checkbox', 'radio', 'listitem', 'term', 'definition', 'status', 'alert', 'log'])
const STATES = ['aria-selected', 'aria-checked', 'aria-current', 'aria-expanded', 'aria-pressed', 'aria-disabled', 'aria-haspopup']

/** A part of the page as it is heard: a line for each role with its name and states, indented as it stands. Numbers and times are `#`. */
export function heard(root: HTMLElement): string {
  const roles = new Map(Object.entries(getRoles(root)).flatMap(([role, elements]) => elements.map((element) => [element, role] as const)))
  const lines: string[] = []
  const walk = (element: Element, depth: number): void => {
    if (element.getAttribute('aria-hidden') === 'true') return
    const role = roles.get(element as HTMLElement)
    const isHeard = role !== undefined && !SILENT.has(role)
    if (isHeard) lines.push(`${'  '.repeat(depth)}${role}${named(element, role)}${statesOf(element)}`)
    for (const child of element.children) walk(child, depth + (isHeard ? 1 : 0))
  }
  walk(root, 0)
  return `${lines.join('\n')}\n`
}

function named(element: Element, role: string): string {
  const by = element.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
  const label = element.id ? document.querySelector(`label[for="${CSS.escape(element.id)}"]`)?.textContent : undefined
  const name = element.getAttribute('aria-label') ?? by ?? label ?? (BY_CONTENT.has(role) && element.querySelector('[role=option], [role=group], li') === null ? spoken(element, role) : '')
  const said = name.replace(/\s+/gu, ' ').replace(/\d+([:.,]\d+)*/gu, '#').trim().slice(0, 90)
  return said ? ` "${said}"` : ''
}

/** The words of an element, without what is hidden; of a heading without the buttons beside it. */
function spoken(element: Element, role: string): string {
  const copy = element.cloneNode(true) as Element
  for (const silent of copy.querySelectorAll(role === 'heading' ? '[aria-hidden=true], button' : '[aria-hidden=true]')) silent.remove()
  return copy.textContent
}

const statesOf = (element: Element): string =>
  STATES.flatMap((state) => {
    const value = element.getAttribute(state)
    return value === null || value === 'false' ? [] : ` [${state.slice(5)}${value === 'true' ? '' : `=${value}`}]`
  }).join('')
