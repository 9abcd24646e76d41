import { cleanup, fireEvent, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { Toasts } from '../state/toasts.svelte'
import { openedShell, type Opened } from '../tests/shell'

let shell: Opened
beforeEach(async () => {
  shell = await openedShell()
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

test('F6 goes to what is said at the foot of the list, and back', async () => {
  await fireEvent.click(screen.getAllByTestId('conversation-row')[1] as Element)
  await screen.findByTestId('composer-input')
  expect(await shell.key('F6')).toBe(true)
  const text = screen.getByTestId('composer-input')
  await shell.key('y')
  const dismiss = await screen.findByRole('button', { name: 'Dismiss' })
  text.focus()
  await shell.key('F6', {}, text)
  expect(document.activeElement).toBe(dismiss)
  await shell.key('F6', {}, dismiss)
  expect(document.activeElement).toBe(text)
})

test('an undo counts down for the eyes, and is heard once', async () => {
  await fireEvent.click(screen.getAllByTestId('conversation-row')[1] as Element)
  const text = await screen.findByTestId('composer-input')
  await fireEvent.input(text, { target: { value: 'Va en camino' } })
  await shell.key('Enter', { ctrlKey: true }, text)
  await fireEvent.click(screen.getByRole('link', { name: 'Contacts' }))
  const toast = await waitFor(() => screen.getAllByRole('status').find((one) => one.textContent?.includes('Sending to')) as HTMLElement)
  const heard = () => [...toast.querySelectorAll('.grow > :not([aria-hidden])')].map((part) => part.textContent?.replace(/[⁨⁩]/g, '')).join()
  expect(heard()).toBe('Sending to Javier Ortega in 5 s')
})

test('an agent’s new request is told where it is not in sight, and led to', async () => {
  await fireEvent.click(screen.getByRole('link', { name: 'Contacts' }))
  await shell.key('F6')
  expect(document.querySelector('.toast')).toBeNull()
  shell.ask('thr_1', 'Va en camino')
  await waitFor(() => expect(document.querySelector('.toast')).toBeTruthy())
  expect(document.querySelector('.toast')?.textContent?.replace(/[⁨⁩]/g, '')).toMatch(/Claude Code wants to send a text to Javier Ortega.*Va en camino/)
  await fireEvent.click(screen.getByRole('button', { name: /^Review/ }))
  await screen.findByRole('heading', { level: 1, name: 'Approvals' })
})

test('at most three stand there, and none goes while somebody is on them', () => {
  vi.useFakeTimers()
  const toasts = new Toasts()
  for (const text of ['one', 'two', 'three', 'four']) toasts.say(text)
  expect(toasts.notes.map(({ text }) => text)).toEqual(['two', 'three', 'four'])
  toasts.held = true
  vi.advanceTimersByTime(6000)
  expect(toasts.notes).toHaveLength(3)
  toasts.held = false
  vi.advanceTimersByTime(6000)
  expect(toasts.notes).toEqual([])
})
