import { beforeEach, describe, expect, test } from 'vitest'

import { KeyReader, isSubmit, keysOf, shortcuts } from './keys'

const press = (key: string, more: KeyboardEventInit & { at?: number; target?: HTMLElement } = {}): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key, ...more })
  Object.defineProperty(event, 'target', { value: more.target ?? document.body })
  Object.defineProperty(event, 'timeStamp', { value: more.at ?? 0 })
  return event
}

describe('a key', () => {
  let keys: KeyReader
  beforeEach(() => {
    keys = new KeyReader()
  })

  test('moves, and g waits for the key that says where to go', () => {
    expect(keys.read(press('j'), false)).toBe('down')
    expect(keys.read(press('g', { at: 1000 }), false)).toBeUndefined()
    expect(keys.read(press('a', { at: 2100 }), false)).toBe('approvals')
  })

  test('g is forgotten after 1.2 seconds', () => {
    keys.read(press('g', { at: 1000 }), false)
    expect(keys.read(press('a', { at: 2300 }), false)).toBeUndefined()
  })

  test('that follows g without meaning anything there means what it always means', () => {
    keys.read(press('g', { at: 0 }), false)
    expect(keys.read(press('j', { at: 10 }), false)).toBe('down')
  })

  test('is text while somebody types, and ⌘ or Ctrl still counts', () => {
    const target = document.createElement('textarea')
    expect(keys.read(press('r', { target }), false)).toBeUndefined()
    expect(keys.read(press('?', { target, shiftKey: true }), false)).toBeUndefined()
    expect(keys.read(press('Enter', { target }), false)).toBeUndefined()
    expect(keys.read(press('Escape', { target }), false)).toBe('back')
    expect(keys.read(press('z', { target, ctrlKey: true }), false)).toBe('undo')
  })

  test('belongs to the input method while it composes', () => {
    expect(keys.read(press('j', { isComposing: true }), false)).toBeUndefined()
    expect(isSubmit(press('Enter', { ctrlKey: true, isComposing: true }), false)).toBe(false)
  })

  test('is known by its place on a keyboard that writes no Latin letters', () => {
    expect(keys.read(press('ت', { code: 'KeyJ' }), false)).toBe('down')
    expect(keys.read(press('о', { code: 'KeyJ' }), false)).toBe('down')
    expect(keys.read(press('б', { code: 'Comma', ctrlKey: true }), false)).toBe('settings')
    expect(keys.read(press('х', { code: 'BracketLeft' }), false)).toBeUndefined()
  })

  test('with Alt, AltGr or the other system’s modifier is not ours', () => {
    expect(keys.read(press('j', { altKey: true }), false)).toBeUndefined()
    expect(keys.read(press('z', { metaKey: true }), false)).toBeUndefined()
    expect(keys.read(press('z', { metaKey: true }), true)).toBe('undo')
    expect(keys.read(press('z', { ctrlKey: true }), true)).toBeUndefined()
    expect(keys.read(press('Z', { ctrlKey: true, shiftKey: true }), false)).toBeUndefined()
  })

  test('that a keyboard writes with AltGr still means its sign', () => {
    const altGr = (key: string) => press(key, { ctrlKey: true, altKey: true, modifierAltGraph: true })
    expect(keys.read(altGr('['), false)).toBe('previousNumber')
    expect(keys.read(altGr('@'), false)).toBeUndefined()
  })

  test('that sends or approves is left to what has focus', () => {
    expect(keys.read(press('Enter', { ctrlKey: true }), false)).toBeUndefined()
    expect(isSubmit(press('Enter', { ctrlKey: true }), false)).toBe(true)
    expect(isSubmit(press('Enter', { metaKey: true }), true)).toBe(true)
    expect(isSubmit(press('Enter'), false)).toBe(false)
  })
})

test('a command tells its keys', () => {
  expect(keysOf('undo')).toBe('Mod+Z')
  expect(keysOf('inbox')).toBe('G I')
})

test('no key means two things', () => {
  const global = shortcuts.filter(({ command }) => !['send', 'approve', 'edit'].includes(command)).flatMap(({ keys }) => keys)
  expect(new Set(global).size).toBe(global.length)
})
