import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { openedShell, type Opened } from '../tests/shell'

let shell: Opened
beforeEach(async () => {
  shell = await openedShell()
})
afterEach(cleanup)

const contacts = async () => {
  await shell.key('g')
  await shell.key('c')
  await screen.findByTestId('note-input')
}
const rows = () => within(screen.getByRole('listbox', { name: 'Contacts' })).getAllByRole('option')
const note = () => screen.getByTestId<HTMLTextAreaElement>('note-input')

test('somebody is found, read, renamed, and written to', async () => {
  await contacts()
  await fireEvent.input(screen.getByLabelText('Search contacts'), { target: { value: 'NOURA' } })
  expect(await screen.findByText('Nobody fits')).toBeTruthy()
  await fireEvent.input(screen.getByLabelText('Search contacts'), { target: { value: 'lucia' } })
  await fireEvent.click(await screen.findByRole('option', { name: /Lucía/ }))
  await screen.findByRole('heading', { name: /Lucía Fernández-Cabrera/ })
  await fireEvent.click(screen.getByRole('button', { name: 'Rename' }))
  const field = await screen.findByLabelText('The team’s name for them')
  await fireEvent.input(field, { target: { value: 'Lucía (VIP)' } })
  await fireEvent.keyDown(field, { key: 'Enter' })
  await screen.findByRole('heading', { name: /Lucía \(VIP\)/ })
  expect(shell.inputs('whatsapp_contact_update')).toMatchObject([{ identifier: 'con_thr_3', display_name: 'Lucía (VIP)' }])
  await fireEvent.click(screen.getByRole('button', { name: 'Write' }))
  expect(await screen.findByTestId('composer-input')).toBeTruthy()
})

test('a note is saved with Enter beside the thread; one that fails stays in its field', async () => {
  await fireEvent.click(screen.getAllByTestId('conversation-row')[0] as Element)
  await screen.findByTestId('composer-input')
  await shell.key('n')
  await screen.findByText(/Prefers afternoons/)
  await waitFor(() => expect(document.activeElement).toBe(note()))
  await fireEvent.input(note(), { target: { value: 'timeout: comes at noon' } })
  await fireEvent.keyDown(note(), { key: 'Enter' })
  expect(await screen.findByText('Note not saved.')).toBeTruthy()
  expect(note().value).toBe('timeout: comes at noon')
  await fireEvent.input(note(), { target: { value: 'comes at noon' } })
  await fireEvent.keyDown(note(), { key: 'Enter' })
  expect(await screen.findByText('comes at noon')).toBeTruthy()
  await waitFor(() => expect(note().value).toBe(''))
})

test('all contacts are there by name without a search, and a part of them by choice', async () => {
  await contacts()
  const names = rows().map((row) => row.textContent ?? '')
  expect(names.slice(-2).sort()).toEqual([expect.stringContaining('+57 300 5550177'), expect.stringContaining('MX.')])
  expect(names.findIndex((name) => name.includes('Camila'))).toBeLessThan(names.findIndex((name) => name.includes('Mariana')))
  await fireEvent.change(screen.getByLabelText('Which contacts'), { target: { value: 'with_notes' } })
  await waitFor(() => expect(rows().map((row) => row.textContent)).toEqual([expect.stringContaining('Mariana Souza')]))
})
