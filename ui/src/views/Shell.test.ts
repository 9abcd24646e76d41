import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { connectTo, type Calls } from '../bridge'
import { inventedDesk } from '../fake/desk'
import { Desk } from '../state/desk.svelte'
import Shell from './Shell.svelte'

const begin = { people: 12, project: 'real', weather: 'following', keychain: 'open', undoSeconds: 5 } as const
let asked: { name: string; input: unknown }[]

beforeEach(async () => {
  asked = []
  const world = inventedDesk(begin)
  connectTo({
    ...world,
    call: (name, input) => {
      asked.push({ name, input })
      return world.call(name, input)
    },
  })
  const desk = new Desk()
  await desk.start()
  render(Shell, { desk })
  await screen.findAllByTestId('conversation-row')
})
afterEach(cleanup)

const inputs = <Name extends keyof Calls>(name: Name) =>
  asked.filter((call) => call.name === name).map(({ input }) => input as Calls[Name]['input'])
const key = (name: string, more: KeyboardEventInit = {}, target: Element = document.body) => fireEvent.keyDown(target, { key: name, ...more })
const bubbles = () => [...screen.getByTestId('thread').querySelectorAll('[data-message]')]
const composer = () => screen.findByTestId<HTMLTextAreaElement>('composer-input')
const openSecond = async () => {
  await fireEvent.click(screen.getAllByTestId('conversation-row')[1] as Element)
  await screen.findByText('¿Ya salió la unidad 14 de Saltillo?')
  return composer()
}

describe('a conversation', () => {
  test('opens by keyboard, is marked as seen, and the desk is told what is looked at', async () => {
    await key('j')
    await key('j')
    await key('Enter')
    await screen.findByText('¿Ya salió la unidad 14 de Saltillo?')
    await waitFor(() => expect(inputs('desk_seen')).toEqual([{ thread_id: 'thr_1' }]))
    expect(inputs('desk_watch').at(-1)).toEqual({ thread_id: 'thr_1', visible: true })
    expect(screen.getByText('2 unread messages')).toBeTruthy()
  })

  test('is answered with Ctrl+Enter; Enter alone writes a line, and an input method keeps its Enter', async () => {
    const text = await openSecond()
    await fireEvent.input(text, { target: { value: 'Va en camino' } })
    await key('Enter', {}, text)
    await key('Enter', { ctrlKey: true, isComposing: true }, text)
    expect(inputs('whatsapp_send_text_message')).toEqual([])
    await key('Enter', { ctrlKey: true }, text)
    await waitFor(() => expect(bubbles().at(-1)?.textContent).toContain('Va en camino'))
    expect(inputs('whatsapp_send_text_message')).toHaveLength(1)
    expect(inputs('whatsapp_send_text_message')[0]).toMatchObject({ idempotency_key: expect.stringMatching(/^\d+-/) })
    expect(text.value).toBe('')
  })

  test('gives the text back when its last send is undone', async () => {
    const text = await openSecond()
    const before = bubbles().length
    await fireEvent.input(text, { target: { value: 'Va en camino' } })
    await key('Enter', { ctrlKey: true }, text)
    await waitFor(() => expect(bubbles()).toHaveLength(before + 1))
    await key('z', { ctrlKey: true }, text)
    await waitFor(() => expect(text.value).toBe('Va en camino'))
    await waitFor(() => expect(bubbles()).toHaveLength(before))
  })

  test('is marked as seen once', async () => {
    await openSecond()
    await new Promise((done) => setTimeout(done, 150))
    expect(inputs('desk_seen')).toEqual([{ thread_id: 'thr_1' }])
  })

  test('keeps its draft while another one is read, and says why a closed one cannot be answered', async () => {
    const text = await openSecond()
    await fireEvent.input(text, { target: { value: 'Half a thought' } })
    const oliver = screen.getAllByTestId('conversation-row')[5] as Element
    await fireEvent.click(oliver)
    await screen.findByText('The 24-hour window is closed')
    expect(screen.queryByTestId('send')).toBeNull()
    expect((await openSecond()).value).toBe('Half a thought')
  })
})

describe('an agent’s request', () => {
  test('stands whole at the foot of its thread; ⌘⏎ in the composer sends the person’s text and approves nothing', async () => {
    const text = await openSecond()
    const request = await screen.findByTestId('pending-request')
    expect(request.textContent).toContain('Te aviso si cambia.')
    await fireEvent.input(text, { target: { value: 'Mine' } })
    await key('Enter', { ctrlKey: true }, text)
    await waitFor(() => expect(inputs('whatsapp_send_text_message')).toHaveLength(1))
    expect(inputs('desk_decide')).toEqual([])
  })

  test('that has just appeared ignores ⌘⏎, and takes it a moment later', async () => {
    await openSecond()
    const bubble = within(await screen.findByTestId('pending-request')).getByRole('group')
    await key('Enter', { ctrlKey: true }, bubble)
    expect(inputs('desk_decide')).toEqual([])
    await new Promise((done) => setTimeout(done, 650))
    await key('Enter', { ctrlKey: true }, bubble)
    await waitFor(() => expect(inputs('desk_decide')).toEqual([{ request_id: 'req_1', approve: true, new_messages: 0 }]))
    await waitFor(() => expect(screen.queryByTestId('pending-request')).toBeNull())
  })

  test('is rejected with a reason from the approvals page, by keyboard', async () => {
    await key('g')
    await key('a')
    await screen.findByTestId('approval-request')
    await key('Backspace')
    const reason = await screen.findByLabelText('Reason')
    await fireEvent.click(screen.getByRole('button', { name: 'Wrong facts' }))
    expect(screen.getByRole('button', { name: 'Wrong facts' }).getAttribute('aria-pressed')).toBe('true')
    await fireEvent.input(reason, { target: { value: 'The route is old.' } })
    await key('Enter', { ctrlKey: true }, reason)
    await waitFor(() => expect(inputs('desk_decide')).toEqual([{ request_id: 'req_1', approve: false, reason: 'Wrong facts: The route is old.' }]))
    expect(await screen.findByText('Nothing waits for you')).toBeTruthy()
  })
})

describe('a client', () => {
  test('gets a token that the page never shows and the clipboard gets', async () => {
    const copied: string[] = []
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: (text: string) => Promise.resolve(copied.push(text)) } })
    await key('g')
    await key('m')
    await fireEvent.input(screen.getByLabelText('Name'), { target: { value: 'Zed' } })
    await fireEvent.submit(screen.getByLabelText('Name'))
    const card = await screen.findByTestId('new-client')
    expect(document.body.textContent).not.toContain('kd_local_')
    await fireEvent.click(within(card).getByRole('button', { name: 'Copy token' }))
    expect(copied[0]).toMatch(/^kd_local_/)
    await key('g')
    await key('i')
    await key('g')
    await key('m')
    expect(screen.queryByTestId('new-client')).toBeNull()
  })
})
