import { call, failureOf } from '../bridge'
import type { Approval, DeskError } from '../contract'
import { coalesce } from './coalesce'

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

  /** Moves to another request that waits. */
  move(by: number): void {
    const at = this.waiting.findIndex(({ request_id }) => request_id === this.current?.request_id)
    const next = this.waiting[Math.min(this.waiting.length - 1, Math.max(0, at + by))]
    this.rejecting = false
    if (next) this.selected = next.request_id
  }

  async approve(requestId: string): Promise<void> {
    await this.#decide(requestId, true)
  }

  async reject(requestId: string, reason: string): Promise<void> {
    await this.#decide(requestId, false, reason.trim())
  }

  async #decide(requestId: string, approve: boolean, reason?: string): Promise<void> {
    const at = this.waiting.findIndex(({ request_id }) => request_id === requestId)
    const shown = approve ? (this.waiting[at]?.new_messages ?? 0) : 0
    try {
      await call('desk_decide', { request_id: requestId, approve, ...(reason ? { reason } : {}), ...(shown ? { new_messages: shown } : {}) })
    } catch (thrown) {
      // The contact may have written meanwhile: that is shown before it can be approved again.
      await this.read()
      throw thrown
    }
    this.rejecting = false
    await this.read()
    this.selected = (this.waiting[at] ?? this.waiting[at - 1])?.request_id
  }
}
