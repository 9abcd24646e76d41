import { call, failureOf } from '../bridge'
import type { Conversation, DeskError, DeskThreadInput, Message, ThreadPart as Part } from '../contract'
import { coalesce } from './coalesce'
import { firstUnread, layOut } from './layout'

/** Messages that are read at once. */
const PAGE = 50

/** What a page that is read again is asked for at most. */
const MOST = 200

/** The open thread: who it is and its messages, from the newest up to where the person scrolled, or around one that was looked for. */
export class Thread {
  readonly id: string
  conversation = $state.raw<Conversation>() as Conversation
  messages = $state.raw<Message[]>([])
  failure = $state.raw<DeskError>()
  loading = $state(true)
  loadingOlder = $state(false)
  /** Whether there is more above, and below. */
  hasOlder = $state(false)
  hasNewer = $state(false)

  readonly items = $derived.by(() => layOut(this.messages, this.#unread))

  #unread = $state.raw<{ key: string; count: number }>()
  #olderCursor: string | undefined
  #newerCursor: string | undefined
  /** What is asked last has the last word about what is shown. */
  #asked = 0
  #isTelling = false
  #refresh = coalesce(() => this.#readAgain())

  constructor(conversation: Conversation) {
    this.id = conversation.thread_id ?? ''
    this.conversation = conversation
  }

  /** Reads the newest messages, or those around one of them. */
  async open(around?: string): Promise<void> {
    const unread = this.conversation.unread_count
    if (!around || !(await this.goTo(around).then(() => true, () => false))) await this.#readAgain()
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

  /** Shows a message among those around it, unless it is shown; rejects when this desk has none of it. */
  async goTo(messageId: string): Promise<void> {
    if (this.messages.some(({ message_id }) => message_id === messageId)) return
    await this.#renew(() => this.#ask({ around_message_id: messageId, limit: PAGE }))
  }

  /** Shows the newest messages again. */
  async toNewest(): Promise<void> {
    if (this.hasNewer) await this.#tried(() => this.#renew(() => this.#ask({ limit: PAGE })))
  }

  /** Reads the page above. */
  async readOlder(): Promise<void> {
    const cursor = this.#olderCursor
    if (cursor) await this.#extend(cursor, (older) => this.#show({ ...older, messages: [...older.messages, ...this.messages], newer_cursor: this.#newerCursor }))
  }

  /** Reads the page below. */
  async readNewer(): Promise<void> {
    const cursor = this.#newerCursor
    if (cursor) await this.#extend(cursor, (newer) => this.#show({ ...newer, messages: [...this.messages, ...newer.messages], older_cursor: this.#olderCursor }))
  }

  async #extend(cursor: string, show: (page: ThreadPart) => void): Promise<void> {
    if (this.loadingOlder) return
    this.loadingOlder = true
    const asked = this.#asked
    await this.#tried(async () => {
      const page = await this.#ask({ cursor, limit: PAGE })
      if (asked === this.#asked) show(page)
    })
    this.loadingOlder = false
  }

  /** As many messages as are shown, page by page, so that a late tick reaches the oldest bubble as well. */
  #readAgain(): Promise<void> {
    return this.#tried(() => this.#renew(() => (this.hasNewer ? this.#around() : this.#newest(this.messages.length))))
  }

  async #newest(wanted: number): Promise<ThreadPart> {
    let page = await this.#ask({ limit: PAGE })
    let { messages } = page
    while (page.older_cursor && messages.length < wanted) {
      page = await this.#ask({ cursor: page.older_cursor, limit: PAGE })
      messages = [...page.messages, ...messages]
    }
    return { ...page, messages, newer_cursor: undefined }
  }

  /** The same messages again; of very many only who it is, for none of them is on its way any more. */
  async #around(): Promise<ThreadPart> {
    const middle = this.messages[Math.floor(this.messages.length / 2)]?.message_id
    if (middle && this.messages.length <= MOST) return this.#ask({ around_message_id: middle, limit: this.messages.length })
    await this.#ask({ limit: 1 })
    return { conversation: this.conversation, messages: this.messages, older_cursor: this.#olderCursor, newer_cursor: this.#newerCursor }
  }

  /** Takes another part of the thread in the place of what is shown. */
  async #renew(read: () => Promise<ThreadPart>): Promise<void> {
    const asked = (this.#asked += 1)
    const part = await read()
    if (asked === this.#asked) this.#show(part)
  }

  async #tried(read: () => Promise<void>): Promise<void> {
    try {
      await read()
      this.failure = undefined
    } catch (thrown) {
      this.failure = failureOf(thrown)
    }
  }

  async #ask(what: Omit<DeskThreadInput, 'thread_id' | 'conversation_id'>): Promise<ThreadPart> {
    const which = this.id ? { thread_id: this.id } : { conversation_id: this.conversation.conversation_id ?? null }
    const part = await call('desk_thread', { ...which, ...what })
    this.conversation = part.conversation
    return part
  }

  #show({ messages, older_cursor, newer_cursor }: ThreadPart): void {
    this.messages = messages
    this.#olderCursor = older_cursor
    this.#newerCursor = newer_cursor
    this.hasOlder = older_cursor !== undefined
    this.hasNewer = newer_cursor !== undefined
  }
}

/** A part of a thread, as the desk says it; what is not there may also be said to be. */
type ThreadPart = Omit<Part, 'older_cursor' | 'newer_cursor'> & { older_cursor?: string | undefined; newer_cursor?: string | undefined }
