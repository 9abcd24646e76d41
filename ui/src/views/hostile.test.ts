import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { afterEach, expect, test } from 'vitest'

import { connectTo, type Calls, type Desk as Other } from '../bridge'
import { inventedDesk } from '../fake/desk'
import { Desk } from '../state/desk.svelte'
import { hostile } from '../tests/hostile'
import Shell from './Shell.svelte'

afterEach(cleanup)

/** Fields that strangers, customers and agents fill in. */
const THEIRS = new Set(['contact_name', 'name', 'profile_name', 'username', 'text', 'config_name', 'body', 'footer', 'external_customer_id', 'author_name', 'summary', 'client', 'filename', 'success_redirect_url'])

/** The same world, in which every such field holds something hostile. */
function poisoned(world: Other): Other {
  let at = 0
  const poison = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') return THEIRS.has(key) ? hostile[(at += 1) % hostile.length] : value
    if (Array.isArray(value)) return value.map((item) => poison(item, key))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poison(inner, name)]))
  }
  return {
    ...world,
    call: async <Name extends keyof Calls>(name: Name, input: Calls[Name]['input']) =>
      (name === 'desk_state' ? await world.call(name, input) : poison(await world.call(name, input))) as Calls[Name]['output'],
  }
}

const key = (name: string, more: KeyboardEventInit = {}) => fireEvent.keyDown(document.body, { key: name, ...more })
const planted = () => document.querySelectorAll('script, iframe, object, embed, form[action], base, meta[http-equiv], link, [onerror], [onload], [onclick], a[href^="javascript:"], [style*="expression"]')

test('what strangers write is words on every page, and nothing else', async () => {
  connectTo(poisoned(inventedDesk({ people: 60, project: 'real', weather: 'following', keychain: 'open', undoSeconds: 5 })))
  const desk = new Desk()
  await desk.start()
  render(Shell, { desk })
  const before = planted().length
  const rows = await screen.findAllByTestId('conversation-row')
  for (const row of rows) {
    await fireEvent.click(row)
    await screen.findByTestId('thread')
  }
  for (const page of ['c', 'u', 't', 'a']) {
    await key('g')
    await key(page)
    await waitFor(() => expect(document.querySelectorAll('[role=option]').length).toBeGreaterThan(0))
    for (let step = 0; step < 8; step += 1) await key('j')
  }
  await key('/')
  await fireEvent.input(await screen.findByLabelText('Search messages'), { target: { value: 'a' } })
  await screen.findAllByTestId('search-hit')
  await key('k', { ctrlKey: true })
  await fireEvent.input(await screen.findByLabelText('Search or run a command'), { target: { value: 'a' } })
  await waitFor(() => expect(document.querySelectorAll('dialog [role=option]').length).toBeGreaterThan(3))
  expect(planted()).toHaveLength(before)
  expect(document.body.textContent).toContain('<script>')
  expect((window as { taken?: number }).taken).toBeUndefined()
})
