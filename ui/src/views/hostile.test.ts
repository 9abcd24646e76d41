import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { afterEach, expect, test } from 'vitest'

import { connectTo } from '../bridge'
import { inventedDesk } from '../fake/desk'
import { Desk } from '../state/desk.svelte'
import { hostile } from '../tests/hostile'
import { poisoned } from '../tests/poison'
import Shell from './Shell.svelte'

afterEach(cleanup)

const key = (name: string, more: KeyboardEventInit = {}) => fireEvent.keyDown(document.body, { key: name, ...more })
const planted = () => document.querySelectorAll('script, iframe, object, embed, form[action], base, meta[http-equiv], link, [onerror], [onload], [onclick], a[href^="javascript:"], [style*="expression"]')

test('what strangers write is words on every page, and nothing else', async () => {
  const drawn = new Set<string>()
  connectTo(poisoned(inventedDesk({ people: 60, project: 'real', weather: 'following', keychain: 'open', undoSeconds: 5 }), 0, (_, text) => drawn.add(text)))
  const desk = new Desk()
  await desk.start()
  render(Shell, { desk })
  const before = planted().length
  let shown = ''
  const rows = await screen.findAllByTestId('conversation-row')
  for (const row of rows) {
    await fireEvent.click(row)
    await screen.findByTestId('thread')
    shown += document.body.textContent
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
  expect(drawn.size).toBe(hostile.length)
  expect(planted()).toHaveLength(before)
  expect(shown).toContain('<script>')
  expect((window as { taken?: number }).taken).toBeUndefined()
})
