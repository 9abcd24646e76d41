import { SvelteMap } from 'svelte/reactivity'

import { call, failureOf } from '../bridge'
import type { Conversation, DeskError } from '../contract'

/** What came of an act on several conversations. */
export interface Dealt {
  done: number
  /** Why some were left as they were. */
  failure?: DeskError
}

/** Ends, reopens and marks conversations, one after the other, so that Kapso's limit is kept. */
export class Triage {
  /** What was changed last, as it stood before: ⌘Z puts it back. */
  last = $state.raw<Conversation[]>([])

  /** What was asked for and is not yet in what was read, by thread: a list says it at once. */
  readonly #asked = new SvelteMap<string, Conversation['status']>()
  #turn: Promise<unknown> = Promise.resolve()
  #renew: () => Promise<void>

  /** `renew` reads again what lists show. */
  constructor(renew: () => Promise<void>) {
    this.#renew = renew
  }

  /** A conversation as it will stand. */
  asAsked(conversation: Conversation): Conversation {
    const status = this.#asked.get(conversation.thread_id ?? '')
    return status ? { ...conversation, status } : conversation
  }

  /** Ends those that are active; reopens them when all have ended. */
  async end(conversations: readonly Conversation[]): Promise<Dealt & { status: Conversation['status'] }> {
    const status = conversations.every((row) => row.status === 'ended') ? 'active' : 'ended'
    const changing = conversations.filter((row) => row.status !== status)
    const dealt = await this.#set(changing.map((row) => ({ row, status })))
    this.last = changing.slice(0, dealt.done)
    return { ...dealt, status }
  }

  /** Puts back what was ended or reopened last. */
  async undo(): Promise<Dealt> {
    const before = this.last
    this.last = []
    return this.#set(before.map((row) => ({ row, status: row.status })))
  }

  /** Marks all that was written so far as read; the contacts see blue ticks. */
  async markRead(conversations: readonly Conversation[]): Promise<Dealt> {
    const before = new Date().toISOString()
    const unread = conversations.filter((row) => row.unread_count > 0)
    return this.#each(unread, ({ conversation_id = '' }) => call('whatsapp_mark_inbound_read', { conversation_id, before }))
  }

  /** Puts conversations aside until a time, or until they write; without either they come back. */
  async snooze(conversations: readonly Conversation[], until: { until?: string; until_they_write?: boolean }): Promise<void> {
    const [first, ...rest] = threadsOf(conversations)
    if (first) await call('desk_snooze', { thread_ids: [first, ...rest], ...until })
  }

  /** Marks conversations unread on this desk, to come back to them. */
  async markUnread(conversations: readonly Conversation[]): Promise<void> {
    const [first, ...rest] = threadsOf(conversations)
    if (first) await call('desk_mark_unread', { thread_ids: [first, ...rest] })
  }

  /** Says it at once, and lets what is read have the last word. */
  async #set(changes: readonly { row: Conversation; status: Conversation['status'] }[]): Promise<Dealt> {
    for (const { row, status } of changes) if (row.thread_id) this.#asked.set(row.thread_id, status)
    const dealt = await this.#each(changes, ({ row: { conversation_id = '' }, status }) => call('whatsapp_conversation_set_status', { conversation_id, status }))
    if (dealt.failure === undefined) await this.#renew()
    for (const { row, status } of changes) if (this.#asked.get(row.thread_id ?? '') === status) this.#asked.delete(row.thread_id ?? '')
    return dealt
  }

  /** Acts come one after the other, in the order in which they were asked for. */
  #each<Change>(changes: readonly Change[], act: (change: Change) => Promise<unknown>): Promise<Dealt> {
    const dealt = this.#turn.then(() => this.#now(changes, act))
    this.#turn = dealt
    return dealt
  }

  async #now<Change>(changes: readonly Change[], act: (change: Change) => Promise<unknown>): Promise<Dealt> {
    let done = 0
    try {
      for (const change of changes) {
        await act(change)
        done += 1
      }
      return { done }
    } catch (thrown) {
      return { done, failure: failureOf(thrown) }
    }
  }
}

const threadsOf = (conversations: readonly Conversation[]): string[] => conversations.flatMap(({ thread_id }) => thread_id ?? [])
