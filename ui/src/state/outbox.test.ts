import { beforeEach, expect, test } from 'vitest'

import { connectTo } from '../bridge'
import type { Conversation } from '../contract'
import { inventedDesk } from '../fake/desk'
import { Drafts } from './drafts.svelte'
import { Outbox } from './outbox.svelte'

let drafts: Drafts
let outbox: Outbox
let desk: ReturnType<typeof inventedDesk>

beforeEach(() => {
  desk = inventedDesk({ people: 12, project: 'real', weather: 'following', keychain: 'open', undoSeconds: 5 })
  connectTo(desk)
  drafts = new Drafts()
  outbox = new Outbox(drafts)
})

const conversation = async (at: number): Promise<Conversation> => {
  const { conversations } = await desk.call('whatsapp_inbox', { limit: 50 })
  return conversations[at] as Conversation
}

test('a draft is cleared when the desk has taken it, and comes back when it is taken back', async () => {
  const to = await conversation(1)
  drafts.write('thr_1', 'On its way.')
  expect(await outbox.send(to, drafts.of('thr_1'))).toBe(true)
  expect(drafts.of('thr_1').text).toBe('')
  expect(outbox.held?.to).toBe('Javier Ortega')
  await outbox.undo(outbox.held?.sendId ?? '', 'thr_1')
  expect(drafts.of('thr_1').text).toBe('On its way.')
  expect(outbox.held).toBeUndefined()
})

test('what the desk refuses stays in the composer, with the reason', async () => {
  drafts.write('thr_8', 'Are you there?')
  expect(await outbox.send(await conversation(8), drafts.of('thr_8'))).toBe(false)
  expect(drafts.of('thr_8').text).toBe('Are you there?')
  expect(outbox.refusal?.error.code).toBe('window_closed')
})

test('a text that comes back does not overwrite what was written since', () => {
  drafts.write('thr_1', 'Second thought')
  drafts.restore('thr_1', 'First text')
  expect(drafts.of('thr_1').text).toBe('First text\nSecond thought')
})
