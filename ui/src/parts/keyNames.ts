import type { Platform } from './platform'

const SIGNS: Record<string, [mac: string, other: string]> = {
  Mod: ['⌘', 'Ctrl'],
  Shift: ['⇧', 'Shift'],
  Alt: ['⌥', 'Alt'],
  Enter: ['⏎', 'Enter'],
  Backspace: ['⌫', '⌫'],
  Escape: ['Esc', 'Esc'],
  ArrowUp: ['↑', '↑'],
  ArrowDown: ['↓', '↓'],
  ArrowLeft: ['←', '←'],
  ArrowRight: ['→', '→'],
}

/** What stands on the keys of "Mod+Enter", "G I" or "?": one name a key, as this platform prints them. */
export function keyNames(keys: string, platform: Platform): string[] {
  return keys.split(/[+ ](?=.)/).map((key) => {
    const [mac, other] = SIGNS[key] ?? [undefined, undefined]
    return (platform === 'mac' ? mac : other) ?? (key.length === 1 ? key.toUpperCase() : key)
  })
}

/** The same for `aria-keyshortcuts`, which has no word for sequences such as "G I". */
export function ariaKeys(keys: string | undefined, platform: Platform): string | undefined {
  if (!keys || / (?=.)/.test(keys)) return undefined
  return keys.replace('Mod', platform === 'mac' ? 'Meta' : 'Control')
}
