import { call, failureOf } from '../bridge'
import type { DeskError } from '../contract'
import { coalesce } from './coalesce'
import { ContactRecord, identifierOf } from './contactRecord.svelte'

/** One line of the list of contacts. */
export interface Person {
  identifier: string
  name: string
  phone?: string
}

const PAGE = 50

/** The people who write: those of late, or those who fit what is looked for. */
export class Contacts {
  rows = $state.raw<Person[]>([])
  loading = $state(true)
  failure = $state.raw<DeskError>()
  search = $state('')
  record = $state.raw<ContactRecord>()

  #cursor: string | undefined
  #page = 1
  #hasMore = false
  #question = 0
  #refresh = coalesce(() => this.ask(this.search))

  need(): void {
    if (this.loading) void this.ask('')
  }

  changed(): void {
    if (!this.loading && this.rows.length <= PAGE) this.#refresh() // a longer list would jump
    this.record?.changed()
  }

  /** Looks for somebody; without words the newest conversations say who wrote of late. */
  async ask(search: string): Promise<void> {
    this.search = search
    this.#question += 1
    this.#cursor = undefined
    this.#page = 1
    await this.#read(true)
    this.loading = false
    if (!this.record && this.rows[0]) this.open(this.rows[0].identifier)
  }

  async more(): Promise<void> {
    if (this.#hasMore) await this.#read(false)
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
    this.#hasMore = false
    try {
      const found = await (this.search.trim() ? this.#find() : this.#recent())
      if (question !== this.#question) return
      const before = anew ? [] : this.rows
      const known = new Set(before.map(({ identifier }) => identifier))
      this.rows = [...before, ...found.filter(({ identifier }) => identifier && !known.has(identifier) && known.add(identifier))]
      this.failure = undefined
    } catch (thrown) {
      if (question === this.#question) this.failure = failureOf(thrown)
    }
  }

  async #find(): Promise<Person[]> {
    const cursor = this.#cursor
    const { contacts, next_cursor } = await call('whatsapp_search_contacts', { query: this.search.trim(), limit: PAGE, ...(cursor ? { cursor } : {}) })
    this.#cursor = next_cursor
    this.#hasMore = next_cursor !== undefined
    return contacts.map((contact) => ({ ...named(contact.name, contact), identifier: identifierOf(contact) }))
  }

  async #recent(): Promise<Person[]> {
    const { conversations, total_count } = await call('whatsapp_inbox', { page: this.#page, limit: PAGE })
    this.#hasMore = this.#page * PAGE < total_count
    this.#page += 1
    return conversations.map((row) => ({ ...named(row.contact_name, row), identifier: identifierOf(row) }))
  }
}

function named(name: string | undefined, { phone_number, business_scoped_user_id }: { phone_number?: string; business_scoped_user_id?: string }) {
  return { name: name ?? phone_number ?? business_scoped_user_id ?? '', ...(phone_number ? { phone: phone_number } : {}) }
}
