import { call, failureOf } from '../bridge'
import type { DeskError, Purged, Storage as Stored } from '../contract'

/** What can be let go of: files of messages, or messages. */
export type Old = 'media' | 'messages'

const DAY_MS = 86_400_000

/** What is kept on this computer, and the letting go of what is old. */
export class Storage {
  kept = $state.raw<Stored>()
  failure = $state.raw<DeskError>()
  /** What would go, while a person thinks about it. */
  doomed = $state.raw<{ what: Old; days: number; counted: Purged }>()

  async read(): Promise<void> {
    try {
      this.kept = await call('desk_storage', {})
      this.failure = undefined
    } catch (thrown) {
      this.failure = failureOf(thrown)
    }
  }

  /** Counts what would go, and lets nothing go. */
  async count(what: Old, days: number): Promise<void> {
    this.doomed = { what, days, counted: await this.#purge(what, days, true) }
  }

  /** Lets go of what was counted. Answers by how many bytes the copy on the disk became smaller. */
  async purge(): Promise<number> {
    const { doomed } = this
    this.doomed = undefined
    if (!doomed) return 0
    const { byte_size_before, byte_size_after } = await this.#purge(doomed.what, doomed.days, false)
    await this.read()
    return Math.max(0, byte_size_before - byte_size_after)
  }

  #purge(what: Old, days: number, preview: boolean): Promise<Purged> {
    const before = new Date(Date.now() - days * DAY_MS).toISOString()
    return call('desk_purge', { preview, ...(what === 'media' ? { media_before: before } : { messages_before: before }) })
  }
}
