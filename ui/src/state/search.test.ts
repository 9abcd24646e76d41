import { expect, test, vi } from 'vitest'

import { connectTo } from '../bridge'
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
