import { beforeEach, expect, test, vi } from 'vitest'

import { connectTo, type Calls } from '../bridge'
import { inventedDesk } from '../fake/desk'
import { Inbox } from './inbox.svelte'

const begin = { people: 400, project: 'real', weather: 'following', keychain: 'open', undoSeconds: 0 } as const
let asked: Calls['desk_inbox']['input'][]
let desk: ReturnType<typeof inventedDesk>

beforeEach(() => {
  asked = []
  const world = inventedDesk(begin)
  desk = {
    ...world,
    call: (name, input) => {
      if (name === 'desk_inbox') asked.push(input as Calls['desk_inbox']['input'])
      return world.call(name, input)
    },
  }
  connectTo(desk)
})

const names = (inbox: Inbox, to: number) => Array.from({ length: to }, (_, at) => inbox.row(at)?.contact_name ?? inbox.row(at)?.phone_number)
const write = (conversation_id: string) =>
  desk.call('whatsapp_send_text_message', { conversation_selector: { conversation_id }, content: 'Hello' })

test('reads only the pages that somebody looks at', async () => {
  const inbox = new Inbox()
  await inbox.ask({})
  expect(inbox.total).toBe(400)
  expect(asked.map(({ offset }) => offset)).toEqual([0])
  expect(inbox.row(160)).toBeUndefined()
  inbox.see(155, 170)
  await vi.waitFor(() => expect(inbox.row(160)).toBeDefined())
  expect(asked.map(({ offset }) => offset)).toEqual([0, 150])
})

test('a conversation that moves up takes its place when nobody is in the list', async () => {
  const inbox = new Inbox()
  await inbox.ask({})
  await write('cnv_2')
  inbox.changed()
  await vi.waitFor(() => expect(inbox.row(0)?.conversation_id).toBe('cnv_2'))
  expect(inbox.waiting).toBe(0)
})

test('the list stays still under the pointer, tells how many wait, and says what is new in the rows', async () => {
  const inbox = new Inbox()
  await inbox.ask({})
  const before = names(inbox, 5)
  inbox.hold('pointer', true)
  await write('cnv_2')
  inbox.changed()
  await vi.waitFor(() => expect(inbox.waiting).toBe(1))
  expect(names(inbox, 5)).toEqual(before)
  expect(inbox.row(2)?.last_message?.text).toBe('Hello')
  inbox.hold('pointer', false)
  expect(inbox.row(0)?.conversation_id).toBe('cnv_2')
  expect(inbox.waiting).toBe(0)
})

test('a row that is read while the list is held stays where it is, under Unread as well', async () => {
  const inbox = new Inbox()
  await inbox.ask({ tab: 'unread' })
  const [first] = names(inbox, 1)
  const before = inbox.total
  inbox.hold('keyboard', true)
  await desk.call('desk_seen', { thread_id: inbox.row(0)?.thread_id ?? '' })
  inbox.changed()
  await vi.waitFor(() => expect(inbox.counts?.unread).toBe(before - 1))
  expect(names(inbox, 1)).toEqual([first])
  inbox.hold('keyboard', false)
  expect(names(inbox, 1)).not.toEqual([first])
  expect(inbox.total).toBe(before - 1)
})

test('the keyboard stays on its conversation when that moves', async () => {
  const inbox = new Inbox()
  await inbox.ask({})
  inbox.moveTo(2)
  await write('cnv_2')
  inbox.changed()
  await vi.waitFor(() => expect(inbox.cursor).toBe(0))
  inbox.move(1)
  expect(inbox.cursor).toBe(1)
})

test('another question starts at the top, and a late answer to the old one is dropped', async () => {
  const inbox = new Inbox()
  const first = inbox.ask({ tab: 'all' })
  await inbox.ask({ tab: 'ended' })
  await first
  expect(inbox.row(0)?.status).toBe('ended')
  expect(inbox.total).toBe(inbox.counts?.ended)
})

test('what was shown stays until the next question is answered', async () => {
  const inbox = new Inbox()
  await inbox.ask({})
  inbox.moveTo(3)
  inbox.check(3)
  const before = names(inbox, 5)
  const asking = inbox.ask({ tab: 'ended' })
  expect(inbox.loading).toBe(true)
  expect(names(inbox, 5)).toEqual(before)
  await asking
  expect(names(inbox, 5)).not.toEqual(before)
  expect([inbox.loading, inbox.cursor, inbox.cursorShown, inbox.checked.size]).toEqual([false, 0, false, 0])
})

test('a question that cannot be answered shows nothing of the one before', async () => {
  const inbox = new Inbox()
  await inbox.ask({})
  connectTo({ ...desk, call: () => Promise.reject(new Error('The disk is gone.')) })
  await inbox.ask({ tab: 'ended' })
  expect([inbox.row(0), inbox.total, inbox.failure?.message]).toEqual([undefined, 0, 'Error: The disk is gone.'])
})

test('what moves up because another has left is not new, and what comes in below was on the next page', async () => {
  const inbox = new Inbox()
  await inbox.ask({ tab: 'unread' })
  inbox.hold('keyboard', true)
  await desk.call('desk_seen', { thread_id: inbox.row(0)?.thread_id ?? '' })
  const unread = inbox.counts?.unread ?? 0
  inbox.changed()
  await vi.waitFor(() => expect(inbox.counts?.unread).toBe(unread - 1))
  expect(inbox.waiting).toBe(0)
})

test('all are checked, though only the first page was read', async () => {
  const inbox = new Inbox()
  await inbox.ask({})
  await inbox.checkAll()
  expect(inbox.checked.size).toBe(400)
})
