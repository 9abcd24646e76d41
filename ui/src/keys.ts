/** Every key of the window, what it does, and when it counts. */

/** What a key asks for. */
export type Command =
  | 'inbox' | 'approvals' | 'agents' | 'settings' | 'numbers' | 'previousNumber' | 'nextNumber' | 'undo' | 'shortcuts'
  | 'down' | 'up' | 'first' | 'last' | 'open' | 'back' | 'reply' | 'details' | 'copyPhone' | 'send' | 'approve' | 'reject'

/** The columns of the list of shortcuts. */
export type KeyGroup = 'anywhere' | 'list' | 'conversation' | 'approvals'

export interface Shortcut {
  command: Command
  /** Alternatives. `mod` is ⌘ or Ctrl; a space separates the keys of a sequence. */
  keys: string[]
  group: KeyGroup
}

/** In the order in which the list of shortcuts shows them. The first alternative is the one that is shown. */
export const shortcuts: Shortcut[] = [
  { command: 'inbox', keys: ['g i'], group: 'anywhere' },
  { command: 'approvals', keys: ['g a'], group: 'anywhere' },
  { command: 'agents', keys: ['g m'], group: 'anywhere' },
  { command: 'settings', keys: ['mod+,'], group: 'anywhere' },
  { command: 'numbers', keys: ['g n'], group: 'anywhere' },
  { command: 'previousNumber', keys: ['['], group: 'anywhere' },
  { command: 'nextNumber', keys: [']'], group: 'anywhere' },
  { command: 'undo', keys: ['mod+z'], group: 'anywhere' },
  { command: 'shortcuts', keys: ['?'], group: 'anywhere' },
  { command: 'down', keys: ['j', 'ArrowDown'], group: 'list' },
  { command: 'up', keys: ['k', 'ArrowUp'], group: 'list' },
  { command: 'first', keys: ['Home'], group: 'list' },
  { command: 'last', keys: ['End'], group: 'list' },
  { command: 'open', keys: ['Enter'], group: 'list' },
  { command: 'back', keys: ['Escape'], group: 'list' },
  { command: 'reply', keys: ['r'], group: 'conversation' },
  { command: 'send', keys: ['mod+Enter'], group: 'conversation' },
  { command: 'copyPhone', keys: ['y'], group: 'conversation' },
  { command: 'details', keys: ['d'], group: 'conversation' },
  { command: 'approve', keys: ['mod+Enter'], group: 'approvals' },
  { command: 'reject', keys: ['Backspace', 'Delete'], group: 'approvals' },
]

/** How long a first key waits for its second one, in milliseconds. */
const SEQUENCE_MS = 1200

/** Keys that a web page would act on and a desk must not: reload, print. */
const WEB_DEFAULTS = ['mod+r', 'mod+shift+r', 'F5', 'mod+p']

/** Turns key presses into commands. Keys that act on what has focus (`send`, `approve`) belong to that thing and are not read here. */
export class KeyReader {
  #first: { key: string; at: number } | undefined

  /** What a press asks for; nothing while text is typed or composed, unless ⌘ or Ctrl is held. */
  read(event: KeyboardEvent, mac: boolean): Command | undefined {
    if (event.isComposing || event.defaultPrevented) return undefined
    const pressed = chord(event, mac)
    if (pressed === undefined || (isTyping(event.target) && !pressed.startsWith('mod+') && pressed !== 'Escape')) return undefined
    const first = this.#first
    this.#first = undefined
    if (first && event.timeStamp - first.at <= SEQUENCE_MS) {
      const sequence = commandFor(`${first.key} ${pressed}`)
      if (sequence) return sequence
    }
    if (shortcuts.some(({ keys }) => keys.some((key) => key.startsWith(`${pressed} `)))) {
      this.#first = { key: pressed, at: event.timeStamp }
      return undefined
    }
    return commandFor(pressed)
  }
}

/** Whether a press is one that the web view would take for itself. */
export function isWebDefault(event: KeyboardEvent, mac: boolean): boolean {
  const pressed = chord(event, mac)
  return pressed !== undefined && WEB_DEFAULTS.includes(pressed)
}

/** ⌘⏎ or Ctrl+Enter, which sends or approves what has focus. */
export function isSubmit(event: KeyboardEvent, mac: boolean): boolean {
  return !event.isComposing && chord(event, mac) === 'mod+Enter'
}

/** Whether letters go into a text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target.isContentEditable
}

/** The keys of a command as they are engraved: `['⌘', 'Z']` or `['Ctrl', 'Z']`. */
export function engraved(command: Command, mac: boolean): string[] {
  const keys = shortcuts.find((shortcut) => shortcut.command === command)?.keys[0] ?? ''
  return keys.split(/[ +]/).map((key) => (mac ? MAC_NAMES : OTHER_NAMES)[key] ?? key.toUpperCase())
}

const MAC_NAMES: Record<string, string> = { mod: '⌘', shift: '⇧', Enter: '⏎', Backspace: '⌫', Escape: 'Esc', Home: 'Home', End: 'End' }
const OTHER_NAMES: Record<string, string> = { mod: 'Ctrl', shift: 'Shift', Enter: 'Enter', Backspace: 'Del', Escape: 'Esc', Home: 'Home', End: 'End' }

const commandFor = (keys: string): Command | undefined =>
  shortcuts.find((shortcut) => !FOCUSED.has(shortcut.command) && shortcut.keys.includes(keys))?.command

const FOCUSED = new Set<Command>(['send', 'approve'])

/** A press as `mod+z`, `g`, `?`; nothing for a modifier alone, for Alt and for AltGr. */
function chord(event: KeyboardEvent, mac: boolean): string | undefined {
  const mod = mac ? event.metaKey : event.ctrlKey
  const other = mac ? event.ctrlKey : event.metaKey
  if (other || event.altKey || event.getModifierState?.('AltGraph')) return undefined
  if (['Shift', 'Control', 'Meta', 'Alt'].includes(event.key)) return undefined
  const key = latin(event)
  const shift = event.shiftKey && (mod || key.length > 1) ? 'shift+' : ''
  if (event.shiftKey && /^[a-z]$/.test(key) && !mod) return undefined
  return `${mod ? 'mod+' : ''}${shift}${key}`
}

/** On a keyboard that writes no Latin letters, the key's place says which letter is meant. */
function latin(event: KeyboardEvent): string {
  if (event.key.length > 1) return event.key
  const place = /^Key([A-Z])$/.exec(event.code)?.[1]
  const isLatin = /^[\x20-\x7e]$/.test(event.key)
  return (isLatin || !place ? event.key : place).toLowerCase()
}
