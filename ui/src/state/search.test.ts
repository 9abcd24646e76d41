import { expect, test, vi } from 'vitest'

import { connectTo } from '../bridge'
import type { MessageHit } from '../contract'
import { inventedDesk } from '../fake/desk'
import { Search } from './search.svelte'

const begin = { people: 4, project: 'real', weather: 'following', keychain: 'open', undoSeconds: 0 } as const

test('the next page is asked for with the question of the page before, whatever is typed meanwhile', async () => {
  const world = inventedDesk(begin)
  const asked: object[] = []
  connectTo({
    ...world,
    call: async (name, input) => {
      const answer = await world.call(name, input)
      if (name !== 'whatsapp_search_messages') return answer
      asked.push(input)
      return { ...answer, next_cursor: 'more' }
    },
  })
  const search = new Search()
  search.since = '7'
  search.query = 'joelho'
  search.look(0)
  await vi.waitFor(() => expect(search.hasMore).toBe(true))
  const soon = Date.now() + 5
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(soon))
  search.query = 'joelhos'
  await search.more()
  expect(asked).toEqual([asked[0], { ...asked[0], cursor: 'more' }])
})

test('what is looked at stays that when more is found above it, and stands among its conversation by time', async () => {
  const world = inventedDesk(begin)
  const said = (thread_id: string, at: string, message_id: string): MessageHit => ({
    thread_id, at, message_id, conversation_id: thread_id, config_name: '', direction: 'inbound', kind: 'text', found_in: 'text', snippet: { text: 'joelho', marks: [] },
  })
  const pages = [
    { hits: [said('a', '2026-01-02T00:00:00Z', 'second'), said('b', '2026-01-05T00:00:00Z', 'elsewhere')], order: 'ranked' as const, next_cursor: 'more' },
    { hits: [said('a', '2026-01-03T00:00:00Z', 'newest'), said('a', '2026-01-01T00:00:00Z', 'oldest')], order: 'ranked' as const },
  ]
  connectTo({ ...world, call: (name, input) => (name === 'whatsapp_search_messages' ? Promise.resolve(pages.shift() as never) : world.call(name, input)) })
  const search = new Search()
  search.query = 'joelho'
  search.look(0)
  await vi.waitFor(() => expect(search.hasMore).toBe(true))
  search.move(1)
  search.move(1)
  expect(search.current?.message_id).toBe('elsewhere')
  await search.more()
  expect(search.shown.map(({ message_id }) => message_id)).toEqual(['newest', 'second', 'oldest', 'elsewhere'])
  expect(search.current?.message_id).toBe('elsewhere')
  expect(search.at).toBe(3)
})
