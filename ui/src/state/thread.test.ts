import { beforeEach, expect, test, vi } from 'vitest'

import { connectTo } from '../bridge'
import type { Conversation } from '../contract'
import { inventedDesk } from '../fake/desk'
import { Thread } from './thread.svelte'

let desk: ReturnType<typeof inventedDesk>

beforeEach(() => {
  desk = inventedDesk({ people: 40, project: 'real', weather: 'following', keychain: 'open', undoSeconds: 0 })
  connectTo(desk)
})

const opened = async (at: number): Promise<Thread> => {
  const { conversations } = await desk.call('whatsapp_inbox', { limit: 50 })
  const thread = new Thread(conversations[at] as Conversation)
  await thread.open()
  return thread
}

test('older messages come page by page until there are none', async () => {
  const thread = await opened(20)
  expect(thread.messages).toHaveLength(50)
  expect(thread.hasOlder).toBe(true)
  const newest = thread.messages.at(-1)
  while (thread.hasOlder) await thread.readOlder()
  expect(thread.messages).toHaveLength(181)
  expect(thread.messages.at(-1)).toEqual(newest)
  const times = thread.messages.map(({ at }) => at)
  expect(times).toEqual([...times].sort())
})

test('a change keeps everything that was read, and two hands on the scrollbar read a page once', async () => {
  const thread = await opened(20)
  let reads = 0
  connectTo({
    ...desk,
    call: (name, input) => {
      reads += 1
      return desk.call(name, input)
    },
  })
  await Promise.all([thread.readOlder(), thread.readOlder()])
  expect(reads).toBe(1)
  expect(thread.messages).toHaveLength(100)
  await desk.call('whatsapp_send_text_message', { conversation_selector: { conversation_id: 'cnv_20' }, content: 'x' }).catch(() => undefined)
  thread.changed()
  await vi.waitFor(() => expect(thread.messages.length).toBeGreaterThanOrEqual(100))
  expect(thread.messages[0]?.message_id).toBe('wamid.20.81')
})

test('the unread mark stays where it was when the thread was opened', async () => {
  const thread = await opened(1)
  const mark = () => thread.items.findIndex(({ kind }) => kind === 'unread')
  const before = mark()
  expect(before).toBeGreaterThan(0)
  await thread.markSeen()
  thread.changed()
  await vi.waitFor(() => expect(thread.conversation.unread_count).toBe(0))
  expect(mark()).toBe(before)
})

test('a failure is told and what was read stays', async () => {
  const thread = await opened(1)
  const { length } = thread.messages
  connectTo({ ...desk, call: () => Promise.reject({ code: 'store_unwritable', message: 'The store is gone.', remedy: 'Look.' }) })
  thread.changed()
  await vi.waitFor(() => expect(thread.failure?.code).toBe('store_unwritable'))
  expect(thread.messages).toHaveLength(length)
})
