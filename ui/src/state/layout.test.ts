import { expect, test } from 'vitest'

import type { Message } from '../contract'
import { firstUnread, layOut } from './layout'

const said = (id: string, at: string, direction: 'inbound' | 'outbound' = 'inbound', more: Partial<Message> = {}): Message => ({
  message_id: id,
  at: new Date(`2026-11-${at}`).toISOString(),
  direction,
  kind: 'text',
  text: id,
  delivery: 'received',
  ...more,
})

const shape = (messages: Message[], unread?: { key: string; count: number }) =>
  layOut(messages, unread).map((item) =>
    item.kind === 'message' ? `${item.message.message_id}${item.first ? ' first' : ''}${item.last ? ' last' : ''}` : item.kind,
  )

test('bubbles of one writer stay together until somebody else writes, time passes or the day ends', () => {
  const chat = [
    said('a', '20T23:50:00'),
    said('b', '20T23:52:00'),
    said('c', '21T00:01:00'),
    said('d', '21T00:02:00', 'outbound'),
    said('e', '21T00:09:00', 'outbound'),
  ]
  expect(shape(chat)).toEqual(['day', 'a first', 'b last', 'day', 'c first last', 'd first last', 'e first last'])
})

test('an agent’s message does not stand in the group of a person’s', () => {
  const person = said('a', '20T10:00:00', 'outbound', { author: { kind: 'person' } })
  const agent = said('b', '20T10:01:00', 'outbound', { author: { kind: 'agent', name: 'Claude Code' } })
  expect(shape([person, agent])).toEqual(['day', 'a first last', 'b first last'])
})

test('the unread mark stands above the first unread message and parts its group', () => {
  const chat = [said('a', '20T10:00:00'), said('b', '20T10:01:00'), said('c', '20T10:02:00')]
  const unread = firstUnread(chat, 2)
  expect(shape(chat, unread)).toEqual(['day', 'a first last', 'unread', 'b first', 'c last'])
  expect(firstUnread(chat, 0)).toBeUndefined()
  expect(firstUnread(chat, 9)?.key).toBe('a')
})

test('a reaction stands on its bubble, and in a line of its own only while that is not read', () => {
  const reaction = said('b', '20T10:01:00', 'inbound', { kind: 'reaction', reaction: { message_id: 'a', emoji: '👍' } })
  expect(shape([said('a', '20T10:00:00'), reaction])).toEqual(['day', 'a first last'])
  expect(shape([reaction])).toEqual(['day', 'b first last'])
  expect(shape([{ ...reaction, reaction: { message_id: 'a', emoji: '' } }])).toEqual([])
})

test('a message keeps its key when WhatsApp gives it an id', () => {
  const before = layOut([said('', '20T10:00:00', 'outbound', { send_id: 's1' })], undefined)
  const after = layOut([said('wamid.1', '20T10:00:00', 'outbound', { send_id: 's1' })], undefined)
  expect(before.map(({ key }) => key)).toEqual(after.map(({ key }) => key))
})
