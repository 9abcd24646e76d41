import { call, failureOf } from '../bridge'
import type { Conversation, DeskError, Message } from '../contract'
import { coalesce } from './coalesce'
import { firstUnread, layOut } from './layout'

/** Messages that are read at once. */
const PAGE = 50

/** The open thread: who it is and its messages, from the newest up to where the person scrolled. */
export class Thread {
  readonly id: string
  conversation = $state.raw<Conversation>() as Conversation
  messages = $state.raw<Message[]>([])
  failure = $state.raw<DeskError>()
  loading = $state(true)
  loadingOlder = $state(false)
  /** Whether there is more above. */
  hasOlder = $state(false)

  readonly items = $derived.by(() => layOut(this.messages, this.#unread))

  #unread = $state.raw<{ key: string; count: number }>()
  #olderCursor: string | undefined
  #isTelling = false
  #refresh = coalesce(() => this.#readAgain())

  constructor(conversation: Conversation) {
    this.id = conversation.thread_id ?? ''
    this.conversation = conversation
  }

  /** Reads the newest messages and takes the unread mark away on this desk. */
  async open(): Promise<void> {
    const unread = this.conversation.unread_count
    await this.#readAgain()
    this.loading = false
    this.#unread = firstUnread(this.messages, unread)
  }

  /** Says that somebody looked at it. */
  async markSeen(): Promise<void> {
    if (this.conversation.unread_count === 0 || this.#isTelling) return
    this.#isTelling = true
    await call('desk_seen', { thread_id: this.id }).catch(() => undefined) // it stays unread: visible, and tried again
    this.#isTelling = false
  }

  /** Something changed: what is shown is read again. */
  changed(): void {
    this.#refresh()
  }

  /** Reads the page above. */
  async readOlder(): Promise<void> {
    const cursor = this.#olderCursor
    if (!cursor || this.loadingOlder) return
    this.loadingOlder = true
    try {
      const older = await this.#ask(PAGE, cursor)
      if (older && cursor === this.#olderCursor) this.#show([...older.messages, ...this.messages], older.older_cursor)
    } catch (thrown) {
      this.failure = failureOf(thrown)
    }
    this.loadingOlder = false
  }

  /** As many messages as are shown, page by page, so that a late tick reaches the oldest bubble as well. */
  async #readAgain(): Promise<void> {
    const wanted = this.messages.length
    try {
      let page = await this.#ask(PAGE)
      let messages = page?.messages ?? []
      while (page?.older_cursor && messages.length < wanted) {
        page = await this.#ask(PAGE, page.older_cursor)
        messages = [...(page?.messages ?? []), ...messages]
      }
      this.failure = undefined
      this.#show(messages, page?.older_cursor)
    } catch (thrown) {
      this.failure = failureOf(thrown)
    }
  }

  async #ask(limit: number, cursor?: string) {
    const id = this.conversation.conversation_id ?? ''
    const answer = await call('whatsapp_get_conversation_context', {
      conversation_id: id,
      message_limit: limit,
      ...(cursor ? { cursor } : {}),
    })
    const thread = answer.conversations[0]
    if (thread) this.conversation = thread.conversation
    return thread
  }

  #show(messages: Message[], olderCursor: string | undefined): void {
    this.messages = messages
    this.#olderCursor = olderCursor
    this.hasOlder = olderCursor !== undefined
  }
}
