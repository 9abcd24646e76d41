import { call } from '../bridge'
import type { QuickReply } from '../contract'
import { fold } from '../format/fold'
import { coalesce } from './coalesce'

/** Texts that are used again and again, with places where the contact's name or number is filled in. */
export class QuickReplies {
  all = $state.raw<QuickReply[]>([])

  #isRead = false
  #refresh = coalesce(() => this.#read())

  /** Reads them when they are first wanted. */
  need(): void {
    if (this.#isRead) return
    this.#isRead = true
    this.#refresh()
  }

  changed(): void {
    if (this.#isRead) this.#refresh()
  }

  /** Those whose name or text has what is typed: by name first, the last used before others. */
  matching(typed: string): QuickReply[] {
    const sought = fold(typed.trim())
    const rank = ({ name, text }: QuickReply) => (fold(name).startsWith(sought) ? 0 : fold(name).includes(sought) ? 1 : fold(text).includes(sought) ? 2 : 3)
    return this.all
      .filter((reply) => rank(reply) < 3)
      .sort((a, b) => rank(a) - rank(b) || (b.used_at ?? '').localeCompare(a.used_at ?? '') || a.name.localeCompare(b.name))
  }

  /** The text for the contact of a thread; what is not known of them stays as it is. Rejects when it cannot be filled. */
  async fill({ quick_reply_id }: QuickReply, threadId: string): Promise<string> {
    return (await call('desk_fill_quick_reply', { quick_reply_id, thread_id: threadId })).text
  }

  /** Keeps a new one, or one in the place of another; rejects when it cannot be kept. */
  async keep(name: string, text: string, id?: string): Promise<void> {
    const { quick_replies } = await call('desk_keep_quick_reply', { name: name.trim(), text, ...(id ? { quick_reply_id: id } : {}) })
    this.all = quick_replies
  }

  async remove(id: string): Promise<void> {
    const { quick_replies } = await call('desk_remove_quick_reply', { quick_reply_id: id })
    this.all = quick_replies
  }

  async #read(): Promise<void> {
    const { quick_replies } = await call('desk_quick_replies', {}).catch(() => ({ quick_replies: this.all })) // one types as before
    this.all = quick_replies
  }
}
