import { expect, test } from 'vitest'

import { call, connectTo, failureOf, type Desk } from './bridge'

test('operations are asked for their detailed answer, acts of a person are passed as they are', async () => {
  const asked: unknown[] = []
  const desk = { call: (name: string, input: unknown) => Promise.resolve(asked.push([name, input])) } as unknown as Desk
  connectTo(desk)
  await call('whatsapp_inbox', { limit: 50 })
  await call('desk_seen', { thread_id: 't1' })
  expect(asked).toEqual([
    ['whatsapp_inbox', { limit: 50, response_format: 'detailed' }],
    ['desk_seen', { thread_id: 't1' }],
  ])
})

test('what is thrown becomes a failure that can be shown', () => {
  expect(failureOf({ code: 'offline', message: 'No network.', remedy: 'Wait.' }).code).toBe('offline')
  expect(failureOf(new Error('lost')).code).toBe('internal')
})
