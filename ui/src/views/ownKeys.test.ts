import { cleanup, fireEvent, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { ownKeys } from '../state/ownKeys.svelte'
import { openedShell, type Opened } from '../tests/shell'

let shell: Opened
beforeEach(async () => {
  shell = await openedShell()
  await shell.key('?')
  await fireEvent.click(await screen.findByRole('link', { name: 'Settings, Shortcuts' }))
})
afterEach(() => {
  cleanup()
  ownKeys.forget()
})

const button = (name: string) => screen.findByRole('button', { name: new RegExp(`“${name}”`) })

/** Chooses keys for a command, as somebody who presses its button and then them. */
async function choose(name: string, ...presses: KeyboardEventInit[]) {
  const one = await button(name)
  one.focus()
  await fireEvent.click(one)
  for (const press of presses) await fireEvent.keyDown(one, press)
}

test('a command gets other keys, which count everywhere, are shown, and are remembered', async () => {
  await choose('Inbox', { key: 'w' })
  expect((await button('Inbox')).getAttribute('aria-label')).toBe('Change the keys of “Inbox”, now W')
  expect(JSON.parse(localStorage.getItem('keys') ?? '')).toEqual({ inbox: 'W' })
  await shell.key('g')
  await shell.key('i')
  expect(screen.queryByTestId('conversation-row')).toBeNull()
  await shell.key('w')
  await screen.findAllByTestId('conversation-row')
  expect(screen.getByRole('link', { name: /Inbox/ }).title).toBe('Inbox  W')
})

test('two keys one after the other, and keys with Ctrl, can be chosen as well', async () => {
  await choose('Settings', { key: 'g' }, { key: 's' })
  await choose('Details', { key: 'd', ctrlKey: true })
  expect([ownKeys.of('settings'), ownKeys.of('details')]).toEqual(['G S', 'Mod+D'])
})

test('keys that mean something else already are refused, and nothing changes', async () => {
  await choose('Inbox', { key: 'r' })
  expect((await screen.findByRole('alert')).textContent).toBe('R already means “Reply”.')
  await choose('Inbox', { key: 'c', ctrlKey: true })
  expect((await screen.findByRole('alert')).textContent).toBe('Ctrl C cannot be chosen.')
  await choose('Inbox', { key: 'Enter' })
  expect((await screen.findByRole('alert')).textContent).toBe('Enter cannot be chosen.')
  expect(ownKeys.any).toBe(false)
})

test('Esc leaves the keys as they are, and the usual ones come back together', async () => {
  await choose('Inbox', { key: 'Escape' })
  expect(ownKeys.any).toBe(false)
  await choose('Inbox', { key: 'w' })
  await fireEvent.click(screen.getByRole('button', { name: 'Usual keys' }))
  expect((await button('Inbox')).getAttribute('aria-label')).toContain('now G I')
  expect(localStorage.getItem('keys')).toBeNull()
})
