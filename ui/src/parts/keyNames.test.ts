import { expect, it } from 'vitest'

import { ariaKeys, keyNames } from './keyNames'

it('prints keys as the platform prints them', () => {
  expect(keyNames('Mod+Enter', 'mac')).toEqual(['⌘', '⏎'])
  expect(keyNames('Mod+Enter', 'linux')).toEqual(['Ctrl', 'Enter'])
  expect(keyNames('Shift+J', 'win')).toEqual(['Shift', 'J'])
  expect(keyNames('g i', 'mac')).toEqual(['G', 'I'])
  expect(keyNames('?', 'mac')).toEqual(['?'])
  expect(keyNames('Mod++', 'linux')).toEqual(['Ctrl', '+'])
  expect(keyNames('Escape', 'mac')).toEqual(['Esc'])
})

it('says keys to those who do not see them, but not sequences', () => {
  expect(ariaKeys('Mod+Z', 'mac')).toBe('Meta+Z')
  expect(ariaKeys('Mod+Z', 'linux')).toBe('Control+Z')
  expect(ariaKeys('g i', 'mac')).toBeUndefined()
  expect(ariaKeys(undefined, 'mac')).toBeUndefined()
})
