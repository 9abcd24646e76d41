import { beforeEach, expect, test, vi } from 'vitest'

import { connectTo, type Calls } from '../bridge'
import type { Conversation } from '../contract'
import { inventedDesk } from '../fake/desk'
import { Desk } from './desk.svelte'
import { Workspace } from './workspace.svelte'

let asked: (string | null | undefined)[]
let answers: (() => void)[]
let workspace: Workspace
let people: Conversation[]

beforeEach(async () => {
  asked = []
  answers = []
  const world = inventedDesk({ people: 400, project: 'real', weather: 'following', keychain: 'open', undoSeconds: 0 })
  connectTo({
    ...world,
    call: async (name, input) => {
      if (name === 'desk_thread') {
        asked.push((input as Calls['desk_thread']['input']).thread_id)
        await new Promise<void>((answer) => answers.push(answer))
      }
      return world.call(name, input)
    },
  })
  workspace = new Workspace(new Desk())
  await vi.waitFor(() => expect(workspace.inbox.row(4)).toBeDefined())
  people = [0, 1, 2, 3, 4].flatMap((at) => workspace.inbox.row(at) ?? [])
})

const ids = (...at: number[]) => at.map((index) => people[index]?.thread_id)

test('the conversation that somebody is on is read before it is opened, and not again', async () => {
  workspace.expect(people[2])
  expect(asked).toEqual(ids(2))
  answers.shift()?.()
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  void workspace.openThread(people[2] as Conversation)
  expect(workspace.thread?.id).toBe(people[2]?.thread_id)
  await vi.waitFor(() => expect(workspace.thread?.messages.length).toBeGreaterThan(0))
  expect(asked).toEqual(ids(2))
})

test('of conversations that are passed by quickly the first and the last are read', async () => {
  for (const person of people) workspace.expect(person)
  expect(asked).toEqual(ids(0))
  answers.shift()?.()
  await vi.waitFor(() => expect(asked).toEqual(ids(0, 4)))
})

test('what is opened while it is being read is not asked for twice; what is not read yet is asked for at once', async () => {
  workspace.expect(people[0])
  void workspace.openThread(people[0] as Conversation)
  expect(asked).toEqual(ids(0))
  workspace.expect(people[3])
  void workspace.openThread(people[3] as Conversation)
  expect(asked).toEqual(ids(0, 3))
})
