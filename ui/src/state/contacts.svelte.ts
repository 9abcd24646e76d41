import { call, failureOf } from '../bridge'
import type { Contact, DeskContactsInput, DeskError } from '../contract'
import { coalesce } from './coalesce'
import { ContactRecord, identifierOf } from './contactRecord.svelte'

/** One line of the list of contacts. */
export interface Person {
  identifier: string
  name: string
  phone?: string
}

const PAGE = 50

/** A part of the contacts. */
export type Only = NonNullable<DeskContactsInput['only']>

/** The people who write: all of them by name, a part, or those who fit what is looked for. */
export class Contacts {
  rows = $state.raw<Person[]>([])
  loading = $state(true)
  failure = $state.raw<DeskError>()
  search = $state('')
  /** Which part is shown while nothing is looked for; all when absent. */
  only = $state<Only>()
  /** How many there are in it. */
  total = $state(0)
  record = $state.raw<ContactRecord>()

  #cursor: string | undefined
  #question = 0
  #refresh = coalesce(() => this.ask(this.search))

  need(): void {
    if (this.loading) void this.ask('')
  }

  changed(): void {
    if (!this.loading && this.rows.length <= PAGE) this.#refresh() // a longer list would jump
    this.record?.changed()
  }

  /** Looks for somebody; without words all are shown, by name. */
  async ask(search: string): Promise<void> {
    this.search = search
    this.#question += 1
    this.#cursor = undefined
    await this.#read(true)
    this.loading = false
    if (!this.record && this.rows[0]) this.open(this.rows[0].identifier)
  }

  async more(): Promise<void> {
    if (this.#cursor) await this.#read(false)
  }

  open(identifier: string): void {
    if (this.record?.identifier === identifier) return
    this.record = new ContactRecord(identifier, true)
    void this.record.read()
  }

  move(by: number): void {
    const at = this.rows.findIndex(({ identifier }) => identifier === this.record?.identifier)
    const next = this.rows[Math.max(0, Math.min(this.rows.length - 1, at + by))]
    if (next) this.open(next.identifier)
  }

  async #read(anew: boolean): Promise<void> {
    const question = this.#question
    const from = this.#cursor ? { cursor: this.#cursor } : {}
    this.#cursor = undefined
    try {
      const { found, next } = await (this.search.trim() ? this.#find(from) : this.#browse(from))
      if (question !== this.#question) return
      this.#cursor = next
      const before = anew ? [] : this.rows
      const known = new Set(before.map(({ identifier }) => identifier))
      this.rows = [...before, ...found.filter(({ identifier }) => identifier && !known.has(identifier) && known.add(identifier))]
      this.failure = undefined
    } catch (thrown) {
      if (question === this.#question) this.failure = failureOf(thrown)
    }
  }

  async #find(from: { cursor?: string }): Promise<Found> {
    const { contacts, next_cursor } = await call('whatsapp_search_contacts', { query: this.search.trim(), limit: PAGE, ...from })
    return { found: contacts.map(personOf), next: next_cursor }
  }

  async #browse(from: { cursor?: string }): Promise<Found> {
    const { contacts, total_count, next_cursor } = await call('desk_contacts', { limit: PAGE, ...(this.only ? { only: this.only } : {}), ...from })
    this.total = total_count
    return { found: contacts.map(({ contact }) => personOf(contact)), next: next_cursor }
  }
}

interface Found {
  found: Person[]
  next: string | undefined
}

function personOf(contact: Contact): Person {
  const { name, phone_number, business_scoped_user_id } = contact
  return { identifier: identifierOf(contact), name: name ?? phone_number ?? business_scoped_user_id ?? '', ...(phone_number ? { phone: phone_number } : {}) }
}
