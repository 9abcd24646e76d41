import { cleanup, fireEvent, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { openedShell, type Opened } from '../tests/shell'

let shell: Opened
beforeEach(async () => {
  shell = await openedShell()
})
afterEach(() => {
  vi.useRealTimers()
  cleanup()
})

const rows = () => screen.getAllByTestId('conversation-row')
const open = async (at: number) => {
  await fireEvent.click(rows()[at] as Element)
  return screen.findByTestId<HTMLTextAreaElement>('composer-input')
}

test('what is typed is kept on the disk within a second, and forgotten when it is deleted', async () => {
  const text = await open(0)
  await fireEvent.input(text, { target: { value: 'Half' } })
  await fireEvent.input(text, { target: { value: 'Half a thought' } })
  await waitFor(() => expect(shell.inputs('desk_keep_draft')).toEqual([{ thread_id: 'thr_0', text: 'Half a thought' }]), { timeout: 1000 })
  await fireEvent.input(text, { target: { value: '' } })
  await waitFor(() => expect(shell.inputs('desk_keep_draft').at(-1)).toEqual({ thread_id: 'thr_0', text: '' }), { timeout: 1000 })
})

test('a conversation is put aside until they write, leaves the list, and is brought back with one undo', async () => {
  await open(1)
  await shell.key('s')
  await fireEvent.click(await screen.findByRole('menuitem', { name: /Until they write/ }))
  await waitFor(() => expect(shell.inputs('desk_snooze')).toEqual([{ thread_ids: ['thr_1'], until_they_write: true }]))
  await waitFor(() => expect(rows().some(({ dataset }) => dataset['thread'] === 'thr_1')).toBe(false))
  await fireEvent.click(await screen.findByRole('button', { name: /Snoozed: 1/ }))
  await waitFor(() => expect(rows().map(({ dataset }) => dataset['thread'])).toEqual(['thr_1']))
  await fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(shell.inputs('desk_snooze').at(-1)).toEqual({ thread_ids: ['thr_1'] }))
})

test('a time to come back is in the future', async () => {
  await open(0)
  await shell.key('s')
  await fireEvent.click(await screen.findByRole('menuitem', { name: /Next Monday/ }))
  await waitFor(() => expect(shell.inputs('desk_snooze')).toHaveLength(1))
  const until = new Date(shell.inputs('desk_snooze')[0]?.until ?? 0)
  expect(until.getTime()).toBeGreaterThan(Date.now())
  expect([until.getDay(), until.getHours()]).toEqual([1, 9])
})

test('what is read is marked unread, and its thread closed so that it stays so', async () => {
  await open(0)
  await shell.key('u')
  await waitFor(() => expect(shell.inputs('desk_mark_unread')).toEqual([{ thread_ids: ['thr_0'] }]))
  await waitFor(() => expect(screen.queryByTestId('thread')).toBeNull())
  expect(shell.inputs('whatsapp_mark_inbound_read')).toEqual([])
})

test('what is set for the machine is shown, changed at once, and told to the desk', async () => {
  await fireEvent.click(screen.getByRole('link', { name: 'Settings' }))
  await fireEvent.click(await screen.findByText('Notifications'))
  const previews = await screen.findByRole('switch', { name: 'Words in notifications' })
  expect(previews.getAttribute('aria-checked')).toBe('true')
  await fireEvent.click(previews)
  await waitFor(() => expect(previews.getAttribute('aria-checked')).toBe('false'))
  await fireEvent.click(screen.getByText('Sending'))
  await fireEvent.click(await screen.findByRole('radio', { name: '10 s' }))
  await waitFor(() => expect(shell.inputs('desk_change_settings')).toEqual([{ notification_previews: false }, { undo_seconds: 10 }]))
})
