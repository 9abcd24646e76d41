import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, expect, test } from 'vitest'

import { openedShell } from '../tests/shell'

afterEach(cleanup)

const said = () => document.querySelector('.banner')?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
/** What a screen reader gets: without what only counts down. */
const heard = () => {
  const banner = document.querySelector('.banner')?.cloneNode(true) as HTMLElement
  banner.querySelectorAll('[aria-hidden=true]').forEach((part) => part.remove())
  return banner.textContent?.replace(/\s+/g, ' ').trim() ?? ''
}

test('offline says what is read, what waits, and can be tried again', async () => {
  const shell = await openedShell({ weather: 'offline' })
  expect(said()).toMatch(/^You are offline\. What you read is from \d\d:\d\d\. 2 messages wait in the outbox and send when you are back\. Try now$/)
  await fireEvent.click(screen.getByRole('button', { name: 'Try now' }))
  expect(shell.inputs('desk_refresh')).toHaveLength(1)
})

test('a Kapso that is down says when it is asked again, and where WhatsApp tells of its state', async () => {
  await openedShell({ weather: 'down' })
  expect(said()).toMatch(/^Kapso is not answering \(503\)\. What you read is from \d\d:\d\d\. 2 messages wait in the outbox\. Trying again in 3\d s\. Try now WhatsApp status$/)
  expect(heard()).not.toContain('Trying again')
})

test('a Kapso that asks to slow down counts the seconds for the eyes only, beside a fuse', async () => {
  await openedShell({ weather: 'slowed' })
  expect(said()).toMatch(/Refreshing again in 3\d s\. Sending still works\./)
  expect(heard()).toBe('Kapso asked us to slow down. Refreshing again shortly. Sending still works.')
  expect(document.querySelector('.banner + .fuse')).toBeTruthy()
})

test('a refused key keeps what is here readable, counts the drafts, and is replaced from where it is told', async () => {
  const shell = await openedShell({ weather: 'refused' })
  shell.drafts.write('thr_1', 'Half a thought')
  await waitFor(() => expect(said()).toMatch(/^Kapso refused the key for .*Northquay.*\. It was accepted until \d\d:\d\d, so .* stay readable, and 1 draft is kept\./))
  await fireEvent.click(screen.getByRole('button', { name: 'Read cached' }))
  expect(said()).toBe('')
  expect(document.querySelector('.net')?.textContent).toMatch(/Refused since \d\d:\d\d/)
})

test('replacing a refused key begins at its field', async () => {
  await openedShell({ weather: 'refused' })
  await fireEvent.click(screen.getByRole('button', { name: 'Replace key' }))
  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).getByRole('heading').textContent).toContain('Northquay')
  expect(document.activeElement).toBe(within(dialog).getByLabelText('API key'))
  const row = screen.getAllByTestId('project-row')[0] as HTMLElement
  expect(row.textContent).toMatch(/Keychain, refused since \d\d:\d\d/)
})
