import { call, failureOf } from '../bridge'
import type { Approval, DeskDecideInput, DeskError } from '../contract'
import { coalesce } from './coalesce'
import { Edit, fieldsOf } from './edit.svelte'

/** How long a request that has just appeared ignores ⌘⏎, in milliseconds. */
const ARMED_AFTER_MS = 600

/** What agents ask for: what waits, and what was decided. */
export class Approvals {
  waiting = $state.raw<Approval[]>([])
  decided = $state.raw<Approval[]>([])
  loading = $state(true)
  failure = $state.raw<DeskError>()
  /** Which one is looked at. */
  selected = $state<string>()
  /** Whether a reason is being written for the current one. */
  rejecting = $state(false)
  /** The current one while its words are being changed. */
  edit = $state.raw<Edit>()
  /** Whether the facts of the current one are over it, where there is no room beside it. */
  factsOpen = $state(false)

  #shownAt = new Map<string, number>()
  #refresh = coalesce(() => this.read())

  /** The request that is looked at: the chosen one, or the oldest that waits. */
  get current(): Approval | undefined {
    const all = [...this.waiting, ...this.decided]
    return all.find(({ request_id }) => request_id === this.selected) ?? this.waiting[0]
  }

  changed(): void {
    this.#refresh()
  }

  async read(): Promise<void> {
    try {
      const [waiting, decided] = await Promise.all([call('desk_approvals', {}), call('desk_approvals', { history: true })])
      this.waiting = waiting.approvals
      this.decided = [...decided.approvals].sort((a, b) => (b.decided_at ?? b.expires_at).localeCompare(a.decided_at ?? a.expires_at))
      this.failure = undefined
    } catch (thrown) {
      this.failure = failureOf(thrown)
    }
    this.loading = false
  }

  /** Begins to change the words of a request, where it has any. */
  beginEdit(request: Approval | undefined): boolean {
    if (request?.state !== 'waiting' || fieldsOf(request).length === 0) return false
    this.rejecting = false
    this.edit = new Edit(request)
    return true
  }

  /** What waits in one thread. */
  of(threadId: string): Approval[] {
    return this.waiting.filter(({ conversation }) => conversation?.thread_id === threadId)
  }

  /** Notes that a request came under the person's eyes. */
  shown(requestId: string, now: number): void {
    this.#shownAt.set(requestId, now)
  }

  /** Whether ⌘⏎ may approve it yet: not while it may have taken another one's place under the finger. */
  isArmed(requestId: string, now: number): boolean {
    const shownAt = this.#shownAt.get(requestId)
    return shownAt !== undefined && now - shownAt >= ARMED_AFTER_MS
  }

  /** Has the desk fetch what a request would send, so that it is seen before it leaves. */
  async preview(requestId: string): Promise<void> {
    await call('desk_preview_request', { request_id: requestId })
    await this.read()
  }

  /** Moves to another request that waits. */
  move(by: number): void {
    const at = this.waiting.findIndex(({ request_id }) => request_id === this.current?.request_id)
    const next = this.waiting[Math.min(this.waiting.length - 1, Math.max(0, at + by))]
    this.rejecting = false
    this.edit = undefined
    if (next) this.selected = next.request_id
  }

  /** Lets it go: as it was asked, or as it was edited; with an hour's allowance for more of the same. */
  async approve(request: Approval, how: { edit?: Edit; hour?: boolean } = {}): Promise<void> {
    await this.#decide({
      request_id: request.request_id,
      approve: true,
      new_messages: request.new_messages,
      ...(how.edit?.changes ? { edited_input: how.edit.input } : {}),
      ...(how.hour ? { allow_hour: true } : {}),
    })
  }

  async reject(requestId: string, reason: string): Promise<void> {
    await this.#decide({ request_id: requestId, approve: false, ...(reason.trim() ? { reason: reason.trim() } : {}) })
  }

  async #decide(input: DeskDecideInput): Promise<void> {
    const at = this.waiting.findIndex(({ request_id }) => request_id === input.request_id)
    try {
      await call('desk_decide', input)
    } finally {
      await this.read() // what was refused may have changed: the contact wrote, or somebody else decided
    }
    this.rejecting = false
    this.edit = undefined
    this.selected = (this.waiting[at] ?? this.waiting[at - 1])?.request_id
  }
}
