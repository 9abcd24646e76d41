import { call, exportAudit, type Exported, failureOf } from '../bridge'
import type { AuditCall, DeskError, Verdict } from '../contract'

export type Since = '1' | '7' | '90'

const PAGE = 100
const DAY_MS = 86_400_000

/** What agents and people asked the desk for, newest first. */
export class Activity {
  calls = $state.raw<AuditCall[]>([])
  loading = $state(true)
  failure = $state.raw<DeskError>()
  /** An agent's client, all agents, or nothing for everybody. */
  client = $state('agents')
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

  /** Writes what is chosen into a file; nothing when the person thinks better of it. */
  async export(format: 'csv' | 'jsonl'): Promise<Exported | null> {
    return exportAudit({ format, ...this.#chosen })
  }

  async verify(): Promise<void> {
    this.verdict = await call('desk_verify_audit', {})
  }

  get #chosen() {
    return {
      since: new Date(Date.now() - Number(this.since) * DAY_MS).toISOString(),
      ...(this.client === 'agents' ? { by: 'agents' as const } : this.client ? { client_id: this.client } : {}),
      ...(this.decision === 'failed' ? { outcome: 'failed' } : this.decision ? { decision: this.decision } : {}),
    }
  }

  async #read(): Promise<void> {
    const question = this.#question
    const before = this.#before
    try {
      const page = await call('desk_audit', {
        limit: PAGE,
        ...this.#chosen,
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
