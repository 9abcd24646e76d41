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
  busy = $state(false)

  /** Ends those that are active; reopens them when all have ended. */
  async end(conversations: readonly Conversation[]): Promise<Dealt & { status: Conversation['status'] }> {
    const status = conversations.every((row) => row.status === 'ended') ? 'active' : 'ended'
    const changing = conversations.filter((row) => row.status !== status)
    const dealt = await this.#each(changing, (row) => call('whatsapp_conversation_set_status', { conversation_id: row.conversation_id ?? '', status }))
    this.last = changing.slice(0, dealt.done)
    return { ...dealt, status }
  }

  /** Puts back what was ended or reopened last. */
  async undo(): Promise<Dealt> {
    const before = this.last
    this.last = []
    return this.#each(before, ({ conversation_id = '', status }) => call('whatsapp_conversation_set_status', { conversation_id, status }))
  }

  /** Marks all that was written so far as read; the contacts see blue ticks. */
  async markRead(conversations: readonly Conversation[]): Promise<Dealt> {
    const before = new Date().toISOString()
    const unread = conversations.filter((row) => row.unread_count > 0)
    return this.#each(unread, ({ conversation_id = '' }) => call('whatsapp_mark_inbound_read', { conversation_id, before }))
  }

  async #each(conversations: readonly Conversation[], act: (conversation: Conversation) => Promise<unknown>): Promise<Dealt> {
    let done = 0
    this.busy = true
    try {
      for (const conversation of conversations) {
        await act(conversation)
        done += 1
      }
      return { done }
    } catch (thrown) {
      return { done, failure: failureOf(thrown) }
    } finally {
      this.busy = false
    }
  }
}
