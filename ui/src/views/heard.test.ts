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
  // what was in sight long enough can be let go
  await waitFor(() => expect(screen.getByTestId('approval-request').querySelector('.btn-p:not([aria-disabled])')).toBeTruthy())
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

const main = () => document.querySelector<HTMLElement>('main') ?? page()

test('what was decided', async () => {
  await shell.key('g')
  await shell.key('a')
  await fireEvent.click(screen.getByRole('tab', { name: 'History' }))
  await screen.findAllByTestId('decision')
  await expect(heard(main())).toMatchFileSnapshot(kept('history'))
})

test('contacts, and one of them', async () => {
  await shell.key('g')
  await shell.key('c')
  await fireEvent.click(await screen.findByRole('option', { name: /Mariana Souza/ }))
  await screen.findByText('Prefers afternoons', { exact: false })
  await expect(heard(main())).toMatchFileSnapshot(kept('contacts'))
})

test('customers, their numbers and links', async () => {
  await shell.key('g')
  await shell.key('u')
  await screen.findByTestId('setup-link')
  await expect(heard(main())).toMatchFileSnapshot(kept('customers'))
})

test('a template that is filled in', async () => {
  await shell.key('g')
  await shell.key('t')
  await screen.findByTestId('send-template')
  await expect(heard(main())).toMatchFileSnapshot(kept('templates'))
})

test.each([['connect', 'Connect', 'agent-row'], ['permissions', 'Permissions', 'tool'], ['activity', 'Activity', 'call']])('agents: %s', async (name, tab, part) => {
  await shell.key('g')
  await shell.key('m')
  await fireEvent.click(screen.getByRole('tab', { name: new RegExp(tab) }))
  await screen.findAllByTestId(part)
  await expect(heard(main())).toMatchFileSnapshot(kept(name))
})

test('the settings', async () => {
  await shell.key(',', { ctrlKey: true })
  await screen.findAllByTestId('project-row')
  await expect(heard(main())).toMatchFileSnapshot(kept('settings'))
})

test('every key', async () => {
  await shell.key('?')
  await screen.findByLabelText('Find a shortcut')
  await fireEvent.input(screen.getByLabelText('Find a shortcut'), { target: { value: 'select' } })
  await expect(heard(document.querySelector<HTMLElement>('dialog[open]') ?? page())).toMatchFileSnapshot(kept('shortcuts'))
})
