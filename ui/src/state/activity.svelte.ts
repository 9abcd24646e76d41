import { call, failureOf } from '../bridge'
import type { AuditCall, DeskError, Verdict } from '../contract'

export type Since = '1' | '7' | '90'

const PAGE = 100
const DAY_MS = 86_400_000

/** What agents and people asked the desk for, newest first. */
export class Activity {
  calls = $state.raw<AuditCall[]>([])
  loading = $state(true)
  failure = $state.raw<DeskError>()
  client = $state('')
  decision = $state('')
  since = $state<Since>('1')
  hasMore = $state(false)
  verdict = $state.raw<Verdict>()

  #before: string | undefined
  #question = 0

  /** Asks anew, with what is chosen. */
  async read(): Promise<void> {
    this.#question += 1
    this.#before = undefined
    await this.#read()
    this.loading = false
  }

  async more(): Promise<void> {
    if (this.#before) await this.#read()
  }

  /** Reads all pages of what is chosen. */
  async all(): Promise<AuditCall[]> {
    while (this.#before && !this.failure) await this.#read()
    return this.calls
  }

  async verify(): Promise<void> {
    this.verdict = await call('desk_verify_audit', {})
  }

  async #read(): Promise<void> {
    const question = this.#question
    const before = this.#before
    try {
      const page = await call('desk_audit', {
        limit: PAGE,
        since: new Date(Date.now() - Number(this.since) * DAY_MS).toISOString(),
        ...(this.client ? { client_id: this.client } : {}),
        ...(this.decision === 'failed' ? { outcome: 'failed' } : this.decision ? { decision: this.decision } : {}),
        ...(before ? { before } : {}),
      })
      if (question !== this.#question) return
      this.calls = before ? [...this.calls, ...page.calls] : page.calls
      this.#before = page.next_before
      this.hasMore = page.next_before !== undefined
      this.failure = undefined
    } catch (thrown) {
      if (question === this.#question) this.failure = failureOf(thrown)
    }
  }
}
