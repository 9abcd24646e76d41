import { SvelteMap } from 'svelte/reactivity'

import { call } from '../bridge'
import type { Message } from '../contract'
import { Attachments } from './attachments.svelte'
import type { InteractiveDraft } from './interactive.svelte'

/** What is written and not sent, and what it answers. */
export interface Draft {
  text: string
  replyTo?: Message
  /** The id of what it answers, until that was read again. */
  answers?: string
}

const EMPTY: Draft = { text: '' }
/** How long a draft waits to be kept on the disk, in milliseconds: a crash takes no more than this. */
const KEEP_MS = 400

/** One draft a thread, kept on the disk as it is typed. */
export class Drafts {
  /** What lies beside the texts. */
  readonly files = new Attachments((threadId) => this.#later(threadId))
  /** Buttons, lists and links that were begun, by thread: Esc leaves them where they are. */
  readonly interactive = new Map<string, InteractiveDraft>()

  #drafts = new SvelteMap<string, Draft>()
  #changed = new Set<string>()
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Brings back what was kept before; what is typed already is newer. */
  async read(): Promise<void> {
    const { drafts } = await call('desk_drafts', {}).catch(() => ({ drafts: [] })) // without them one begins anew
    for (const { thread_id, text, reply_to_message_id, files } of drafts) {
      if (this.#drafts.has(thread_id) || this.#changed.has(thread_id)) continue
      if (text || reply_to_message_id) this.#drafts.set(thread_id, { text, ...(reply_to_message_id ? { answers: reply_to_message_id } : {}) })
      this.files.bring(thread_id, files)
    }
  }

  /** Reads again what a draft answers, once somebody looks at it. */
  async quoteBack(threadId: string): Promise<void> {
    const { answers } = this.of(threadId)
    if (!answers) return
    const around = await call('desk_thread', { thread_id: threadId, around_message_id: answers, limit: 1 }).catch(() => undefined) // a text without its quote is still a text
    const { replyTo, answers: still, ...draft } = this.of(threadId)
    const quoted = around?.messages.find(({ message_id }) => message_id === answers)
    if (still === answers) this.#drafts.set(threadId, { ...draft, ...(quoted ? { replyTo: quoted } : {}) })
  }

  /** Keeps what was changed, at once; the answer says that it is on the disk, or that the next letter tries again. */
  async keep(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const kept = [...this.#changed].map((thread_id) => {
      const { text, replyTo, answers } = this.of(thread_id)
      const quoted = replyTo?.message_id ?? answers
      const files = this.files.of(thread_id)
      return call('desk_keep_draft', { thread_id, text, ...(quoted ? { reply_to_message_id: quoted } : {}), ...(files.length ? { files: files.map(({ handle }) => handle) } : {}) }).catch(() => undefined)
    })
    this.#changed.clear()
    await Promise.all(kept)
  }

  /** How many texts are written and not sent. */
  get count(): number {
    return this.#drafts.size
  }

  of(threadId: string): Draft {
    return this.#drafts.get(threadId) ?? EMPTY
  }

  write(threadId: string, text: string): void {
    this.#put(threadId, { ...this.of(threadId), text })
  }

  quote(threadId: string, replyTo: Message | undefined): void {
    const { text } = this.of(threadId)
    this.#put(threadId, replyTo ? { text, replyTo } : { text })
  }

  /** Puts a text back in front of what was written since. */
  restore(threadId: string, text: string): void {
    if (!text) return
    const { text: written } = this.of(threadId)
    this.write(threadId, written ? `${text}\n${written}` : text)
  }

  clear(threadId: string): void {
    this.#drafts.delete(threadId)
    this.#later(threadId)
  }

  #put(threadId: string, draft: Draft): void {
    if (draft.text === '' && !draft.replyTo) this.#drafts.delete(threadId)
    else this.#drafts.set(threadId, draft)
    this.#later(threadId)
  }

  #later(threadId: string): void {
    this.#changed.add(threadId)
    this.#timer ??= setTimeout(() => void this.keep(), KEEP_MS)
  }
}
