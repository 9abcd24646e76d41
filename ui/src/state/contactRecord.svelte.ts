import { call, failureOf } from '../bridge'
import type { Contact, ContactContext, Conversation, DeskError } from '../contract'
import { coalesce } from './coalesce'

/** All that the team knows about one contact. */
export class ContactRecord {
  /** A contact id, a number, or WhatsApp's business-scoped id. */
  readonly identifier: string
  context = $state.raw<ContactContext>()
  failure = $state.raw<DeskError>()
  loading = $state(true)
  /** A note that is being written; it stays until it is saved. */
  note = $state('')
  noteFailure = $state.raw<DeskError>()
  saving = $state(false)

  readonly #withMessages: boolean
  #refresh = coalesce(() => this.read())

  /** With the newest messages where no thread stands beside it. */
  constructor(identifier: string, withMessages = false) {
    this.identifier = identifier
    this.#withMessages = withMessages
  }

  changed(): void {
    this.#refresh()
  }

  async read(): Promise<void> {
    try {
      this.context = await call('whatsapp_get_contact_context', { identifier: this.identifier, include_recent_messages: this.#withMessages })
      this.failure = undefined
    } catch (thrown) {
      this.failure = failureOf(thrown)
    }
    this.loading = false
  }

  /** Saves the note that is written. It stays in its field when that fails. */
  async addNote(): Promise<void> {
    const note = this.note.trim()
    if (!note || this.saving) return
    this.saving = true
    this.noteFailure = undefined
    try {
      await call('whatsapp_contact_add_note', { identifier: this.identifier, note })
      this.note = ''
      await this.read()
    } catch (thrown) {
      this.noteFailure = failureOf(thrown)
    }
    this.saving = false
  }

  /** Changes the team's name for them; an empty one takes it away. Rejects when it cannot be changed. */
  async rename(name: string): Promise<void> {
    await call('whatsapp_contact_update', { identifier: this.identifier, display_name: name.trim() })
    await this.read()
  }

  /** Says to which customer they belong; an empty id takes it away. */
  async belongTo(customerId: string): Promise<void> {
    await call('whatsapp_contact_update', { identifier: this.identifier, customer_id: customerId })
    await this.read()
  }
}

/** What a contact is asked for by; nothing for somebody without any id. */
export function identifierOf(whom: Contact | Conversation): string {
  return ('contact_id' in whom ? whom.contact_id : undefined) ?? whom.phone_number ?? whom.business_scoped_user_id ?? ''
}
