import { cleanup, fireEvent, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { openedShell, type Opened } from '../tests/shell'

let shell: Opened
beforeEach(async () => {
  shell = await openedShell()
})
afterEach(cleanup)

describe('the search', () => {
  const look = async (words: string) => {
    await shell.key('/')
    await fireEvent.input(await screen.findByLabelText('Search messages'), { target: { value: words } })
    return screen.findAllByTestId('search-hit')
  }

  test('finds words without their accents, and arrows read each hit in its conversation', async () => {
    const hits = await look('ressonancia')
    expect(hits.map((hit) => hit.querySelector('mark')?.textContent)).toEqual(['ressonância', 'ressonancia', 'ressonancia'])
    const field = screen.getByLabelText('Search messages')
    await fireEvent.keyDown(field, { key: 'ArrowDown' })
    expect(await screen.findByText('Match 1 of 2 in this conversation')).toBeTruthy()
    await waitFor(() => expect(document.querySelector('.hitb')?.textContent).toContain('Preciso ir em jejum'))
    expect(document.querySelector('.hitb mark')?.textContent).toBe('ressonância')
    await fireEvent.keyDown(field, { key: 'ArrowDown' })
    await waitFor(() => expect(document.querySelector('.hitb')?.textContent).toContain('Preparo_ressonancia_joelho.pdf'))
    await fireEvent.keyDown(field, { key: 'Enter' })
    expect(await screen.findByTestId('composer-input')).toBeTruthy()
  })

  test('Enter opens who is found by name, and arrows go from people to what was said', async () => {
    await shell.key('/')
    const field = await screen.findByLabelText('Search messages')
    await fireEvent.input(field, { target: { value: 'mariana' } })
    const person = await screen.findByRole('option', { name: /Mariana Souza/ })
    await fireEvent.keyDown(field, { key: 'ArrowDown' })
    expect(person.getAttribute('aria-selected')).toBe('true')
    await fireEvent.keyDown(field, { key: 'Enter' })
    expect((await screen.findByTestId('thread')).dataset['thread']).toBe('thr_0')
  })

  test('asks for what is chosen only, and says when nothing fits', async () => {
    await look('ressonancia')
    await fireEvent.click(screen.getByRole('button', { name: 'Has file' }))
    await fireEvent.change(screen.getByLabelText('From'), { target: { value: 'outbound' } })
    await waitFor(() => expect(shell.inputs('whatsapp_search_messages').at(-1)).toMatchObject({ kind: 'document', direction: 'outbound' }))
    await fireEvent.input(screen.getByLabelText('Search messages'), { target: { value: 'zzz' } })
    expect(await screen.findByText('Nothing was found')).toBeTruthy()
  })

  test('looks in one conversation only from there', async () => {
    await fireEvent.click(screen.getAllByTestId('conversation-row')[0] as Element)
    await screen.findByTestId('composer-input')
    await shell.key('f', { ctrlKey: true })
    await fireEvent.input(await screen.findByLabelText('Search messages'), { target: { value: 'a' } })
    await waitFor(() => expect(shell.inputs('whatsapp_search_messages').at(-1)).toMatchObject({ query: 'a', conversation_id: 'cnv_0' }))
  })
})

describe('the palette', () => {
  const write = async (text: string) => {
    await shell.key('k', { ctrlKey: true })
    const field = await screen.findByLabelText('Search or run a command')
    await fireEvent.input(field, { target: { value: text } })
    return field
  }

  test('goes where a key goes, and says its keys', async () => {
    const field = await write('> custom')
    const first = field.closest('dialog')?.querySelector('[role=option]')
    expect(first?.textContent).toMatch(/Customers.*G.*U/)
    await fireEvent.keyDown(field, { key: 'Enter' })
    expect(await screen.findByRole('heading', { name: 'Customers' })).toBeTruthy()
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('finds people and customers by a part of their name', async () => {
    const field = await write('mira')
    await screen.findByText('CUS-00415')
    await fireEvent.keyDown(field, { key: 'ArrowDown' })
    await fireEvent.keyDown(field, { key: 'Enter' })
    expect(await screen.findByRole('heading', { name: 'Óptica Miramar' })).toBeTruthy()
  })

  test('lists what can be done with the open conversation only while one is open', async () => {
    let field = await write('> end')
    expect(screen.queryByText('In this conversation')).toBeNull()
    await fireEvent(field.closest('dialog') as Element, new Event('cancel', { cancelable: true }))
    await fireEvent.click(screen.getAllByTestId('conversation-row')[1] as Element)
    await screen.findByTestId('composer-input')
    field = await write('> end or')
    await fireEvent.keyDown(field, { key: 'Enter' })
    await waitFor(() => expect(shell.inputs('whatsapp_conversation_set_status')).toMatchObject([{ conversation_id: 'cnv_1', status: 'ended' }]))
  })

  test('lists people and customers as soon as their sign is typed', async () => {
    const field = await write('#')
    await screen.findByText('CUS-00415')
    await fireEvent.input(field, { target: { value: '@' } })
    await waitFor(() => expect(screen.queryByText('CUS-00415')).toBeNull())
    expect(field.closest('dialog')?.querySelectorAll('[role=option]').length).toBeGreaterThan(2)
  })

  test('takes its words to the search with Ctrl+Enter', async () => {
    const field = await write('joelho')
    await fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true })
    expect((await screen.findAllByTestId('search-hit')).length).toBeGreaterThan(1)
    expect(screen.getByLabelText<HTMLInputElement>('Search messages').value).toBe('joelho')
  })
})
