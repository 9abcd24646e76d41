import { SvelteMap } from 'svelte/reactivity'

import type { Message } from '../contract'

/** What is written and not sent, and what it answers. */
export interface Draft {
  text: string
  replyTo?: Message
}

const EMPTY: Draft = { text: '' }

/** One draft a thread, kept while the window is open. */
export class Drafts {
  #drafts = new SvelteMap<string, Draft>()

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
  }

  #put(threadId: string, draft: Draft): void {
    if (draft.text === '' && !draft.replyTo) this.#drafts.delete(threadId)
    else this.#drafts.set(threadId, draft)
  }
}
