import { cleanup, fireEvent, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { heard } from '../tests/aria'
import { openedShell, type Opened } from '../tests/shell'

// Somewhere in the middle of a day, so that every message keeps its day mark.
const NOON = new Date(2026, 2, 18, 18, 0)

let shell: Opened
beforeEach(async () => {
  vi.useFakeTimers({ now: NOON, toFake: ['Date'] })
  shell = await openedShell({ people: 6, requests: 3 })
})
afterEach(() => {
  vi.useRealTimers()
  cleanup()
})

const page = () => document.querySelector<HTMLElement>('.app') ?? document.body
const said = (count: number) => waitFor(() => expect(screen.getByTestId('thread').querySelectorAll('[data-message]')).toHaveLength(count))
const kept = (name: string) => `../tests/heard/${name}.txt`

test('an inbox with an open conversation, its details, and what an agent wants to send', async () => {
  await fireEvent.click(screen.getAllByTestId('conversation-row')[1] as Element)
  await screen.findByTestId('composer-input')
  await shell.key('d')
  await screen.findByText('Profile name')
  await screen.findByTestId('pending-request')
  await said(5)
  await waitFor(() => expect(screen.getAllByTestId('conversation-row')[1]?.textContent).not.toContain('2 unread'))
  await expect(heard(page())).toMatchFileSnapshot(kept('inbox'))
})

test('a list in which something is checked', async () => {
  await shell.key('x')
  await screen.findByTestId('bulk')
  await expect(heard(document.querySelector<HTMLElement>('.pane-list') ?? page())).toMatchFileSnapshot(kept('checked'))
})

test('a conversation whose window has closed', async () => {
  await fireEvent.click(screen.getAllByTestId('conversation-row')[5] as Element)
  await screen.findAllByTestId('suggested-template')
  await said(2)
  await expect(heard(screen.getByTestId('thread'))).toMatchFileSnapshot(kept('closed'))
})

test('requests that wait', async () => {
  await shell.key('g')
  await shell.key('a')
  await waitFor(() => expect(screen.getByTestId('approval-request').querySelectorAll('[data-message]').length).toBeGreaterThan(3))
  await expect(heard(document.querySelector<HTMLElement>('main') ?? page())).toMatchFileSnapshot(kept('approvals'))
})

test('what was found', async () => {
  await shell.key('/')
  await fireEvent.input(await screen.findByLabelText('Search messages'), { target: { value: 'ressonancia' } })
  await screen.findAllByTestId('search-hit')
  await expect(heard(document.querySelector<HTMLElement>('main') ?? page())).toMatchFileSnapshot(kept('search'))
})

test('the palette', async () => {
  await shell.key('k', { ctrlKey: true })
  await fireEvent.input(await screen.findByLabelText('Search or run a command'), { target: { value: 'mar' } })
  const options = () => [...document.querySelectorAll('dialog [role=option]')].map(({ textContent }) => textContent).join()
  await waitFor(() => expect(options()).toContain('Miramar'))
  await waitFor(() => expect(options()).not.toContain('Javier'))
  await expect(heard(document.querySelector<HTMLElement>('dialog[open]') ?? page())).toMatchFileSnapshot(kept('palette'))
})
