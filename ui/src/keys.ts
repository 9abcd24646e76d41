/** Every key of the window, what it does, and when it counts. */

import { ownKeys } from './state/ownKeys.svelte'

/** What a key asks for. */
export type Command =
  | 'inbox' | 'approvals' | 'contacts' | 'customers' | 'templates' | 'agents' | 'settings' | 'numbers' | 'previousNumber' | 'nextNumber' | 'undo' | 'shortcuts'
  | 'palette' | 'search' | 'newMessage' | 'select' | 'extendDown' | 'extendUp' | 'selectAll' | 'end' | 'read' | 'find' | 'interactive'
  | 'down' | 'up' | 'first' | 'last' | 'open' | 'back' | 'reply' | 'template' | 'note' | 'details' | 'copyPhone' | 'send' | 'approve' | 'reject' | 'edit' | 'allow' | 'sidebar' | 'snooze' | 'larger' | 'smaller' | 'usualSize' | 'toasts' | 'attach'

/** The columns of the list of shortcuts. */
export type KeyGroup = 'anywhere' | 'list' | 'conversation' | 'approvals'

export interface Shortcut {
  command: Command
  /** Alternatives. `Mod` is ⌘ or Ctrl; a space separates the keys of a sequence. */
  keys: string[]
  group: KeyGroup
}

/** In the order in which the list of shortcuts shows them. The first alternative is the one that is shown. */
export const shortcuts: Shortcut[] = [
  { command: 'palette', keys: ['Mod+K'], group: 'anywhere' },
  { command: 'search', keys: ['/'], group: 'anywhere' },
  { command: 'newMessage', keys: ['Mod+N'], group: 'anywhere' },
  { command: 'inbox', keys: ['G I'], group: 'anywhere' },
  { command: 'approvals', keys: ['G A'], group: 'anywhere' },
  { command: 'contacts', keys: ['G C'], group: 'anywhere' },
  { command: 'customers', keys: ['G U'], group: 'anywhere' },
  { command: 'templates', keys: ['G T'], group: 'anywhere' },
  { command: 'agents', keys: ['G M'], group: 'anywhere' },
  { command: 'settings', keys: ['Mod+,'], group: 'anywhere' },
  { command: 'numbers', keys: ['G N'], group: 'anywhere' },
  { command: 'previousNumber', keys: ['['], group: 'anywhere' },
  { command: 'nextNumber', keys: [']'], group: 'anywhere' },
  { command: 'sidebar', keys: ['Mod+\\'], group: 'anywhere' },
  { command: 'larger', keys: ['Mod++', 'Mod+='], group: 'anywhere' },
  { command: 'smaller', keys: ['Mod+-'], group: 'anywhere' },
  { command: 'usualSize', keys: ['Mod+0'], group: 'anywhere' },
  { command: 'undo', keys: ['Mod+Z'], group: 'anywhere' },
  { command: 'toasts', keys: ['F6'], group: 'anywhere' },
  { command: 'shortcuts', keys: ['?'], group: 'anywhere' },
  { command: 'down', keys: ['J'], group: 'list' },
  { command: 'up', keys: ['K'], group: 'list' },
  { command: 'first', keys: ['Home'], group: 'list' },
  { command: 'last', keys: ['End'], group: 'list' },
  { command: 'open', keys: ['Enter'], group: 'list' },
  { command: 'back', keys: ['Escape'], group: 'list' },
  { command: 'select', keys: ['X'], group: 'list' },
  { command: 'extendDown', keys: ['Shift+J'], group: 'list' },
  { command: 'extendUp', keys: ['Shift+K'], group: 'list' },
  { command: 'selectAll', keys: ['Mod+A'], group: 'list' },
  { command: 'end', keys: ['E'], group: 'conversation' },
  { command: 'read', keys: ['U'], group: 'conversation' },
  { command: 'snooze', keys: ['S'], group: 'conversation' },
  { command: 'reply', keys: ['R'], group: 'conversation' },
  { command: 'template', keys: ['T'], group: 'conversation' },
  { command: 'interactive', keys: ['I'], group: 'conversation' },
  { command: 'attach', keys: ['Mod+Shift+A'], group: 'conversation' },
  { command: 'note', keys: ['N'], group: 'conversation' },
  { command: 'send', keys: ['Mod+Enter'], group: 'conversation' },
  { command: 'copyPhone', keys: ['Y'], group: 'conversation' },
  { command: 'details', keys: ['D'], group: 'conversation' },
  { command: 'find', keys: ['Mod+F'], group: 'conversation' },
  { command: 'approve', keys: ['Mod+Enter'], group: 'approvals' },
  { command: 'edit', keys: ['E'], group: 'approvals' },
  { command: 'allow', keys: ['H'], group: 'approvals' },
  { command: 'reject', keys: ['Backspace', 'Delete'], group: 'approvals' },
]

/** How long a first key waits for its second one, in milliseconds. */
const SEQUENCE_MS = 1200

/** Keys of texts, of systems, and of web pages, which never get here: nobody takes them for something else. */
const TAKEN = /^(Mod\+([CVXYQWHMRPG]|Shift\+[ZRG])|F[1357])$/

/** Turns key presses into commands. Keys that belong to what has focus (`FOCUSED`) are not read here. */
export class KeyReader {
  #first: { key: string; at: number } | undefined

  /** What a press asks for; nothing while text is typed or composed, or where `letters` are none, unless ⌘ or Ctrl is held. */
  read(event: KeyboardEvent, mac: boolean, letters = true): Command | undefined {
    if (event.isComposing || event.defaultPrevented) return undefined
    const pressed = chord(event, mac)
    if (!letters && pressed !== undefined && /^(Shift\+)?.$/u.test(pressed)) return undefined
    if (pressed === undefined || (isTyping(event.target) && !/^(Mod\+|F\d|Escape$)/.test(pressed))) return undefined
    const first = this.#first
    this.#first = undefined
    if (first && event.timeStamp - first.at <= SEQUENCE_MS) {
      const sequence = commandFor(`${first.key} ${pressed}`)
      if (sequence) return sequence
    }
    if (begins(pressed)) {
      this.#first = { key: pressed, at: event.timeStamp }
      return undefined
    }
    return commandFor(pressed)
  }
}

/** ⌘⏎ or Ctrl+Enter, which sends or approves what has focus. */
export function isSubmit(event: KeyboardEvent, mac: boolean): boolean {
  return !event.isComposing && chord(event, mac) === 'Mod+Enter'
}

/** Enter alone, for those with whom it sends. */
export function isPlainEnter(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.isComposing && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey
}

/** Whether letters go into a text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target.isContentEditable
}

/** The keys of a command, in the writing that `Kbd` shows. */
export function keysOf(command: Command): string {
  const read = command === 'edit' ? 'end' : command
  const shortcut = shortcuts.find((one) => one.command === read)
  return (shortcut && keysNow(shortcut)[0]) ?? ''
}

/** Whether somebody may choose other keys for it. Enter, Esc and the like mean everywhere what they always mean. */
export function canChange(command: Command): boolean {
  return !FOCUSED.has(command) && !['open', 'back', 'reject'].includes(command)
}

/** Why these keys cannot be a command's: another one has them, or they are not to be chosen at all. */
export function objection(command: Command, keys: string): Command | 'taken' | undefined {
  if (!/^(G |Mod\+(Shift\+)?|Shift\+)?\S$|^F\d+$/u.test(keys) || TAKEN.test(keys)) return 'taken'
  return shortcuts.find((other) => other.command !== command && !FOCUSED.has(other.command) && keysNow(other).some((theirs) => theirs === keys || theirs.startsWith(`${keys} `)))?.command
}

/** Whether these keys wait for another one. */
export const begins = (keys: string): boolean => shortcuts.some((shortcut) => keysNow(shortcut).some((theirs) => theirs.startsWith(`${keys} `)))

const commandFor = (keys: string): Command | undefined =>
  shortcuts.find((shortcut) => !FOCUSED.has(shortcut.command) && keysNow(shortcut).includes(keys))?.command

const FOCUSED = new Set<Command>(['send', 'approve', 'first', 'last', 'edit']) // E is read as `end`, and edits among approvals

function keysNow({ command, keys }: Shortcut): string[] {
  const own = ownKeys.of(command)
  return own === undefined ? keys : [own]
}

/** Many keyboards write these with AltGr only. */
const SIGNS = ['[', ']', '?']

/** A press as `Mod+Z`, `G`, `?`; nothing for a modifier alone, for Alt and for AltGr. */
export function chord(event: KeyboardEvent, mac: boolean): string | undefined {
  if (SIGNS.includes(event.key) && event.getModifierState?.('AltGraph')) return event.key
  const mod = mac ? event.metaKey : event.ctrlKey
  const other = mac ? event.ctrlKey : event.metaKey
  if (other || event.altKey || event.getModifierState?.('AltGraph')) return undefined
  if (['Shift', 'Control', 'Meta', 'Alt'].includes(event.key)) return undefined
  const key = latin(event)
  const isLetter = /^[A-Z]$/.test(key)
  const shift = event.shiftKey && (isLetter || key.length > 1) ? 'Shift+' : ''
  return `${mod ? 'Mod+' : ''}${shift}${key}`
}

/** `/ ? [ ]` are written somewhere on every keyboard, and count where they are written. */
const SIGN_PLACES: Record<string, string> = { Comma: ',', Backslash: '\\' }

/** On a keyboard that writes no Latin letters, the key's place says which letter or sign is meant. */
function latin(event: KeyboardEvent): string {
  if (event.key.length > 1) return event.key
  const place = /^Key([A-Z])$/.exec(event.code)?.[1] ?? SIGN_PLACES[event.code]
  const isLatin = /^[\x20-\x7e]$/.test(event.key)
  return (isLatin || !place ? event.key : place).toUpperCase()
}
