import { cleanup, fireEvent, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { openedShell, type Opened } from '../tests/shell'

let shell: Opened
beforeEach(async () => {
  shell = await openedShell()
})
afterEach(cleanup)

const statuses = () => shell.inputs('whatsapp_conversation_set_status').map(({ conversation_id, status }) => [conversation_id, status])
const checked = () => screen.getAllByTestId('conversation-row').filter((row) => row.classList.contains('is-checked')).length

test('several are checked by keyboard, ended together, and reopened with one undo', async () => {
  await shell.key('j')
  await shell.key('x')
  await shell.key('J', { shiftKey: true })
  await waitFor(() => expect(checked()).toBe(2))
  expect(screen.getByTestId('bulk').textContent).toContain('2 selected')
  await shell.key('e')
  await waitFor(() => expect(statuses()).toEqual([['cnv_0', 'ended'], ['cnv_1', 'ended']]))
  await screen.findByText('2 conversations ended')
  expect(screen.queryByTestId('bulk')).toBeNull()
  await shell.key('z', { ctrlKey: true })
  await waitFor(() => expect(statuses().slice(2)).toEqual([['cnv_0', 'active'], ['cnv_1', 'active']]))
})

test('checked ones are marked as read, without asking for those that are', async () => {
  await shell.key('j')
  await shell.key('a', { ctrlKey: true })
  await waitFor(() => expect(screen.getByTestId('bulk').textContent).toContain('12 selected'))
  await shell.key('u')
  await waitFor(() => expect(shell.inputs('whatsapp_mark_inbound_read')).toHaveLength(5))
  expect(await screen.findByText(/5 marked as read/)).toBeTruthy()
})

test('Esc lets go of what is checked, and a click with Ctrl checks instead of opening', async () => {
  await fireEvent.click(screen.getAllByTestId('conversation-row')[3] as Element, { ctrlKey: true })
  expect(checked()).toBe(1)
  expect(screen.queryByTestId('thread')).toBeNull()
  await shell.key('Escape')
  expect(screen.queryByTestId('bulk')).toBeNull()
})

test('a conversation has ended for the eye before Kapso answers, and no press is lost meanwhile', async () => {
  const answer = shell.delay('whatsapp_conversation_set_status')
  const ended = () => screen.getAllByTestId('conversation-row').map((row) => row.classList.contains('ended'))
  await shell.key('j')
  await shell.key('e')
  await shell.key('j')
  await shell.key('e')
  expect(ended().slice(0, 3)).toEqual([true, true, false])
  await shell.key('e')
  expect(ended().slice(0, 3)).toEqual([true, false, false])
  expect(statuses()).toHaveLength(1)
  answer()
  await waitFor(() => expect(statuses()).toEqual([['cnv_0', 'ended'], ['cnv_1', 'ended'], ['cnv_1', 'active']]))
  await waitFor(() => expect(ended().slice(0, 3)).toEqual([true, false, false]))
})

test('E and S are about the row that the ring is on, though another is open', async () => {
  await fireEvent.click(screen.getAllByTestId('conversation-row')[0] as Element)
  await screen.findByTestId('composer-input')
  await shell.key('j')
  await shell.key('e')
  await waitFor(() => expect(statuses()).toEqual([['cnv_1', 'ended']]))
  await shell.key('s')
  await fireEvent.click(await screen.findByRole('menuitem', { name: 'Until they write' }))
  await waitFor(() => expect(shell.inputs('desk_snooze')).toMatchObject([{ thread_ids: ['thr_1'], until_they_write: true }]))
})

test('what is read already is marked unread together', async () => {
  const rows = screen.getAllByTestId('conversation-row')
  const read = rows.findIndex((row) => !row.classList.contains('unread'))
  await fireEvent.click(rows[read] as Element, { ctrlKey: true })
  expect(checked()).toBe(1)
  expect(screen.queryByTestId('thread')).toBeNull()
  await fireEvent.click(screen.getByTestId('bulk').querySelectorAll('button')[1] as Element)
  await waitFor(() => expect(shell.inputs('desk_mark_unread')).toHaveLength(1))
})
