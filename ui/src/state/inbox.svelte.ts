import { SvelteMap } from 'svelte/reactivity'

import { call, failureOf } from '../bridge'
import type { Conversation, Counts, DeskError, DeskInboxInput } from '../contract'
import { coalesce } from './coalesce'

/** The tabs over the list. */
export const inboxTabs = ['all', 'unread', 'needs_reply', 'expires_soon', 'ended', 'snoozed'] as const
export type InboxTab = (typeof inboxTabs)[number]

/** Why the order is held still. */
export type Hold = 'pointer' | 'keyboard' | 'scrolled'

/** Conversations a page, the most that the desk gives at once. */
const PAGE = 50
/** Conversations that are checked at once: each takes a request of its own. */
const MOST_CHECKED = 500
/** Pages that are kept, around what is seen. */
const KEPT_PAGES = 24
/** Timers cannot wait for longer, in milliseconds. */
const MOST_WAIT_MS = 2_000_000_000

/** The list of conversations: as long as its total says, read page by page where somebody looks. */
export class Inbox {
  tab = $state<InboxTab>('all')
  /** The config id of the one number that is shown; all when absent. */
  number = $state<string>()
  total = $state(0)
  counts = $state.raw<Counts>()
  /** How many are put aside. */
  snoozed = $state(0)
  failure = $state.raw<DeskError>()
  /** Whether the first answer to the present question is still awaited. */
  loading = $state(true)
  /** The row that the keyboard is on. */
  cursor = $state(0)
  /** Whether the keyboard moved there: a pointer needs no ring. */
  cursorShown = $state(false)
  /** Which question is answered by what is shown. */
  answered = $state(0)
  /** Conversations that have moved or come while the list was held still. */
  waiting = $state(0)

  /** The conversations that are checked, by thread. */
  readonly checked = new SvelteMap<string, Conversation>()

  #pages = new SvelteMap<number, Conversation[]>()
  #stale = new Set<number>()
  #range = { first: 0, last: 14 }
  #cursorThread: string | undefined
  #arrived = new Map<number, Conversation[]>()
  #lastTotal = 0
  #holds = new Set<Hold>()
  #question = 0
  #alarm: ReturnType<typeof setTimeout> | undefined
  #refresh = coalesce(() => this.#readSeen())

  /** A row, or nothing while its page is on its way. */
  row(index: number): Conversation | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE]
  }

  /** Where a thread stands among what was read; -1 when it is elsewhere. */
  indexOf(threadId: string): number {
    for (const [page, rows] of this.#pages) {
      const at = rows.findIndex((row) => row.thread_id === threadId)
      if (at >= 0) return page * PAGE + at
    }
    return -1
  }

  /** Asks another question: a tab, a number, or both. What was shown stays until it is answered, from its top. */
  async ask(question: { tab?: InboxTab; number?: string | undefined }): Promise<void> {
    if ('tab' in question && question.tab) this.tab = question.tab
    if ('number' in question) this.number = question.number
    const asked = (this.#question += 1)
    this.#stale.clear()
    this.loading = true
    await this.#read(0)
    if (asked === this.#question) this.loading = false
  }

  /** Something changed: what is seen is read again, the rest when it is seen next. */
  changed(): void {
    for (const page of this.#pages.keys()) this.#stale.add(page)
    this.#refresh()
  }

  /** Reads what is seen again, now. */
  async renew(): Promise<void> {
    for (const page of this.#pages.keys()) this.#stale.add(page)
    await this.#readSeen()
  }

  /** Puts the keyboard on a row. */
  moveTo(index: number): void {
    this.point(index)
    this.cursorShown = true
  }

  move(by: number): void {
    this.moveTo(this.#cursorThread === undefined ? this.cursor : this.cursor + by)
  }

  /** Checks a row, or lets it go. */
  check(index: number, checked?: boolean): void {
    const row = this.row(index)
    const id = row?.thread_id
    if (!row || !id) return
    if (checked ?? !this.checked.has(id)) this.checked.set(id, row)
    else this.checked.delete(id)
  }

  /** Moves the keyboard and checks what it leaves and where it comes to. */
  extend(by: number): void {
    this.check(this.cursor, true)
    this.move(by)
    this.check(this.cursor, true)
  }

  /** Checks the whole list, as far as `MOST_CHECKED`; what was not read yet is read for it. */
  async checkAll(): Promise<void> {
    const question = this.#question
    for (let page = 0; page * PAGE < Math.min(this.total, MOST_CHECKED); page += 1) {
      if (!this.#pages.has(page)) await this.#read(page)
      if (question !== this.#question) return
      for (const row of this.#pages.get(page) ?? []) if (row.thread_id) this.checked.set(row.thread_id, row)
    }
  }

  uncheck(): void {
    this.checked.clear()
  }

  /** Puts the keyboard where the pointer was, without a ring. */
  point(index: number): void {
    this.cursor = Math.max(0, Math.min(this.total - 1, index))
    this.cursorShown = false
    this.#cursorThread = this.row(this.cursor)?.thread_id
  }

  /** Tells which rows are seen, so that their pages are read. */
  see(first: number, last: number): void {
    this.#range = { first, last }
    if (!this.loading && this.#seen().some((page) => !this.#pages.has(page) || this.#stale.has(page))) this.#refresh()
  }

  /** Holds the order still while a pointer or the keyboard is in the list, or it is scrolled; what is new waits. */
  hold(reason: Hold, held: boolean): void {
    if (held) this.#holds.add(reason)
    else this.#holds.delete(reason)
    if (this.#holds.size === 0) this.showNew()
  }

  /** Lets the rows that waited take their places. */
  showNew(): void {
    this.waiting = 0
    for (const [page, rows] of this.#arrived) this.#pages.set(page, rows)
    this.#arrived.clear()
    this.total = this.#lastTotal
    this.#follow()
  }

  #seen(): number[] {
    const from = Math.floor(this.#range.first / PAGE)
    const to = Math.floor(Math.max(this.#range.first, this.#range.last) / PAGE)
    return Array.from({ length: to - from + 1 }, (_, at) => from + at)
  }

  async #readSeen(): Promise<void> {
    for (const page of this.#seen()) {
      const wanted = this.#seen().includes(page) && (!this.#pages.has(page) || this.#stale.has(page))
      if (wanted) await this.#read(page)
    }
    this.#forget()
  }

  async #read(page: number): Promise<void> {
    const question = this.#question
    this.#stale.delete(page)
    try {
      const answer = await call('desk_inbox', { ...this.#input(), offset: page * PAGE, limit: PAGE })
      if (question !== this.#question) return
      this.#beginAnswer()
      this.failure = undefined
      this.counts = answer.counts
      this.snoozed = answer.snoozed
      this.#wake(answer.next_wake_at)
      this.#lastTotal = answer.total_count
      this.#take(page, answer.conversations)
      if (this.#arrived.size === 0) this.total = answer.total_count
    } catch (thrown) {
      if (question !== this.#question) return
      if (this.#beginAnswer()) this.total = 0
      this.failure = failureOf(thrown)
    }
  }

  /** Lets go of what answered the question before; tells whether there was one. */
  #beginAnswer(): boolean {
    if (this.answered === this.#question) return false
    this.answered = this.#question
    this.#pages.clear()
    this.#arrived.clear()
    this.checked.clear()
    this.#range = { first: 0, last: 14 }
    this.cursor = 0
    this.cursorShown = false
    this.#cursorThread = undefined
    this.waiting = 0
    return true
  }

  /** While the list is held, what a row says is renewed in its place, and another order waits. */
  #take(page: number, rows: Conversation[]): void {
    const shown = this.#pages.get(page)
    if (!shown || this.#holds.size === 0 || sameOrder(shown, rows)) {
      this.#arrived.delete(page)
      this.#pages.set(page, rows)
      this.#follow()
    } else {
      const fresh = new Map(rows.map((row) => [row.thread_id, row]))
      this.#arrived.set(page, rows)
      this.#pages.set(page, shown.map((row) => fresh.get(row.thread_id) ?? row))
    }
    if (page === 0) this.waiting = this.#arrived.has(0) ? risen(shown ?? [], rows) : 0
  }

  /** The keyboard stays on its conversation when that moves. */
  #follow(): void {
    const at = this.#cursorThread === undefined ? -1 : this.indexOf(this.#cursorThread)
    if (at >= 0) this.cursor = at
  }

  #input(): DeskInboxInput {
    return { ...(this.number ? { whatsapp_config_id: this.number } : {}), ...(this.tab === 'all' ? {} : { view: this.tab }) }
  }

  /** Reads again when the next one comes back by itself. */
  #wake(at: string | undefined): void {
    clearTimeout(this.#alarm)
    const wait = Date.parse(at ?? '') - Date.now()
    if (wait > 0 && wait < MOST_WAIT_MS) this.#alarm = setTimeout(() => this.changed(), wait + 500)
  }

  #forget(): void {
    const seen = this.#seen()[0] ?? 0
    const far = [...this.#pages.keys()].sort((a, b) => Math.abs(b - seen) - Math.abs(a - seen))
    for (const page of far.slice(0, Math.max(0, far.length - KEPT_PAGES))) this.#pages.delete(page)
  }
}

const sameOrder = (shown: Conversation[], rows: Conversation[]): boolean =>
  shown.length === rows.length && shown.every((row, at) => row.thread_id === rows[at]?.thread_id)

/** How many rows are new or have passed others; what moves up because another has left is not new. */
function risen(shown: Conversation[], rows: Conversation[]): number {
  const before = new Map(shown.map(({ thread_id }, at) => [thread_id, at]))
  const places = rows.map(({ thread_id }) => before.get(thread_id))
  // below the last that is known comes what was on the next page
  const end = places.findLastIndex((place) => place !== undefined)
  return places.filter((place, at) => {
    if (place === undefined) return at < end
    return places.slice(at + 1).some((below) => below !== undefined && below < place)
  }).length
}
