import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, expect, test } from 'vitest'

import { connectTo } from '../bridge'
import { inventedDesk } from '../fake/desk'
import { Drafts } from '../state/drafts.svelte'
import { openedShell } from '../tests/shell'

afterEach(cleanup)

const open = async (at: number) => {
  await fireEvent.click(screen.getAllByTestId('conversation-row')[at] as Element)
  return screen.findByTestId<HTMLTextAreaElement>('composer-input')
}
const bubbles = () => [...document.querySelectorAll<HTMLElement>('.thread [data-message]')]

test('other words are put into a message while it waits, and its time begins again', async () => {
  const shell = await openedShell({ undoSeconds: 10 })
  const text = await open(0)
  await fireEvent.input(text, { target: { value: 'On Frday' } })
  await shell.key('Enter', { ctrlKey: true }, text)
  const held = await waitFor(() => bubbles().find(({ dataset }) => dataset['delivery'] === 'held') ?? Promise.reject(new Error('none is held')))
  await fireEvent.click(within(held).getByRole('button', { name: 'Edit' }))
  const field = await within(held).findByRole<HTMLTextAreaElement>('textbox', { name: 'Other words for this message' })
  expect(field.value).toBe('On Frday')
  await fireEvent.input(field, { target: { value: 'On Friday' } })
  await shell.key('Enter', { ctrlKey: true }, field)
  await waitFor(() => expect(bubbles().at(-1)?.textContent).toContain('On Friday'))
  expect(shell.inputs('desk_edit_send')).toEqual([{ send_id: 'snd_1', text: 'On Friday' }])
  expect(bubbles().at(-1)?.dataset['delivery']).toBe('held')
  expect(shell.inputs('whatsapp_send_text_message')).toHaveLength(1)
})

test('what was being changed and given up leaves as it was', async () => {
  const shell = await openedShell({ undoSeconds: 10 })
  const text = await open(0)
  await fireEvent.input(text, { target: { value: 'As it is' } })
  await shell.key('Enter', { ctrlKey: true }, text)
  const held = await waitFor(() => bubbles().find(({ dataset }) => dataset['delivery'] === 'held') ?? Promise.reject(new Error('none is held')))
  await fireEvent.click(within(held).getByRole('button', { name: 'Edit' }))
  const field = await within(held).findByRole('textbox', { name: 'Other words for this message' })
  await fireEvent.input(field, { target: { value: 'Something else' } })
  await shell.key('Escape', {}, field)
  await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Other words for this message' })).toBeNull())
  expect(bubbles().at(-1)?.textContent).toContain('As it is')
  expect(shell.inputs('desk_edit_send')).toEqual([])
})

test('a slash in an empty reply offers the quick replies, and Enter fills one in for the contact', async () => {
  const shell = await openedShell()
  const text = await open(0)
  await fireEvent.input(text, { target: { value: '/' } })
  const list = await screen.findByRole('listbox', { name: 'Quick replies' })
  await waitFor(() => expect(within(list).getAllByRole('option')).toHaveLength(4))
  await fireEvent.input(text, { target: { value: '/prep' } })
  await waitFor(() => expect(within(list).getAllByRole('option')).toHaveLength(2))
  expect(text.getAttribute('aria-activedescendant')).toBe(within(list).getAllByRole('option')[0]?.id)
  await shell.key('Enter', {}, text)
  await waitFor(() => expect(text.value).toBe('Olá Mariana, chegue 20 minutos antes e sem objetos metálicos.'))
  expect(screen.queryByRole('listbox', { name: 'Quick replies' })).toBeNull()
  expect(shell.inputs('whatsapp_send_text_message')).toEqual([])
})

test('Esc leaves the slash as it was typed, and a text with a slash in it offers nothing', async () => {
  const shell = await openedShell()
  const text = await open(0)
  await fireEvent.input(text, { target: { value: '/' } })
  await screen.findByRole('listbox', { name: 'Quick replies' })
  await shell.key('Escape', {}, text)
  await waitFor(() => expect(screen.queryByRole('listbox', { name: 'Quick replies' })).toBeNull())
  expect(text.value).toBe('/')
  await fireEvent.input(text, { target: { value: 'and/or' } })
  expect(screen.queryByRole('listbox', { name: 'Quick replies' })).toBeNull()
})

test('a quick reply is written, and offered at once', async () => {
  const shell = await openedShell()
  const text = await open(0)
  await fireEvent.input(text, { target: { value: '/' } })
  await fireEvent.click(await screen.findByRole('option', { name: /Edit quick replies/ }))
  const dialog = await screen.findByRole('dialog', { name: 'Quick replies' })
  await fireEvent.input(within(dialog).getByRole('textbox', { name: 'Name' }), { target: { value: 'Thanks' } })
  await fireEvent.input(within(dialog).getByRole('textbox', { name: 'Text' }), { target: { value: 'Thank you, {first_name}' } })
  await fireEvent.click(within(dialog).getByRole('button', { name: /^Add/ }))
  await waitFor(() => expect(shell.inputs('desk_keep_quick_reply')).toEqual([{ name: 'Thanks', text: 'Thank you, {first_name}' }]))
  await waitFor(() => expect(within(dialog).getByText('Thanks')).toBeTruthy())
  await fireEvent.click(within(dialog).getByRole('button', { name: 'Done' }))
  await fireEvent.input(text, { target: { value: '/tha' } })
  await shell.key('Tab', {}, text)
  await waitFor(() => expect(text.value).toBe('Thank you, Mariana'))
})

test('checked conversations are put aside together', async () => {
  const shell = await openedShell()
  await shell.key('j')
  await shell.key('x')
  await shell.key('J', { shiftKey: true })
  const bulk = await screen.findByTestId('bulk')
  await fireEvent.click(within(bulk).getByRole('button', { name: /Snooze/ }))
  await fireEvent.click(await screen.findByRole('menuitem', { name: /Until they write/ }))
  await waitFor(() => expect(shell.inputs('desk_snooze')).toEqual([{ thread_ids: ['thr_0', 'thr_1'], until_they_write: true }]))
  await waitFor(() => expect(screen.queryByTestId('bulk')).toBeNull())
})

test('files and the quote come back with the text after a crash', async () => {
  const world = inventedDesk({ people: 12, project: 'real', weather: 'following', keychain: 'open', undoSeconds: 5 })
  connectTo(world)
  const { messages } = await world.call('desk_thread', { thread_id: 'thr_0' })
  const quoted = messages.find(({ direction }) => direction === 'inbound')
  const before = new Drafts()
  before.write('thr_0', 'Half a')
  before.quote('thr_0', quoted)
  before.files.add('thr_0', [{ handle: 'file:1/a.pdf', filename: 'a.pdf', byte_size: 1 }])
  before.keep()
  await waitFor(async () => expect((await world.call('desk_drafts', {})).drafts).toHaveLength(1))

  const after = new Drafts()
  await after.read()
  expect(after.files.of('thr_0')).toMatchObject([{ handle: 'file:1/a.pdf', filename: 'a.pdf' }])
  await after.quoteBack('thr_0')
  expect(after.of('thr_0')).toEqual({ text: 'Half a', replyTo: quoted })
})

test('an earlier conversation opens where it began', async () => {
  const shell = await openedShell()
  await open(0)
  await shell.key('d')
  const past = await screen.findByTestId('past')
  const first = bubbles()[0]?.dataset['message']
  await fireEvent.click(within(past).getAllByRole('button')[0] as Element)
  await waitFor(() => expect(screen.getByTestId('thread').dataset['thread']).toBe('thr_0'))
  expect(bubbles()[0]?.dataset['message']).toBe(first)
})

test('a thread and what stands beside it are read once when it is opened', async () => {
  const shell = await openedShell()
  await open(1)
  await shell.key('d')
  await waitFor(() => expect(bubbles().length).toBeGreaterThan(3))
  await new Promise((done) => setTimeout(done, 200))
  expect(shell.inputs('desk_thread').length).toBeLessThanOrEqual(2) // once more when it is marked as seen
  expect(shell.inputs('desk_past_conversations')).toHaveLength(1)
})

test('one key takes a reply to a template that its number can send, with the words in it', async () => {
  const shell = await openedShell()
  const text = await open(2)
  await fireEvent.input(text, { target: { value: 'The ribbon is swapped' } })
  await waitFor(() => expect(shell.inputs('whatsapp_templates').length).toBeGreaterThan(0))
  await new Promise((done) => setTimeout(done, 100))
  await shell.key('t')
  const filled = await screen.findByDisplayValue('The ribbon is swapped')
  expect(filled.tagName).toBe('INPUT')
  expect(screen.queryByText(/cannot send this template/)).toBeNull()
})

test('a hit of another conversation is not looked for in the one that is still shown', async () => {
  const shell = await openedShell()
  await shell.key('/')
  const field = await screen.findByLabelText('Search messages')
  await fireEvent.input(field, { target: { value: 'a' } })
  await waitFor(() => expect(screen.getAllByTestId('search-hit').length).toBeGreaterThan(3))
  for (let step = 0; step < 4; step += 1) {
    await shell.key('ArrowDown', {}, field)
    await new Promise((done) => setTimeout(done, 60))
  }
  expect(screen.queryByText(/This message is not on this desk/)).toBeNull()
})
