import { call, failureOf, type PickedFile } from '../bridge'
import type { Conversation, DeskError, Message, SendReceipt, WhatsappSendInteractiveInput, WhatsappSendTemplateInput } from '../contract'
import { type Attachments, takesCaption } from './attachments.svelte'
import type { Draft, Drafts } from './drafts.svelte'
import type { Recipient } from './recipient'

/** The last message that can still be taken back. */
export interface Held {
  sendId: string
  threadId: string
  /** Who it goes to. */
  to: string
  leavesAt: string
}

/** What leaves, and what is taken back. The messages themselves stand in their thread. */
export class Outbox {
  /** The newest held message, until it has left or was taken back. */
  held = $state.raw<Held>()
  /** Why the last text of a thread was not taken; its draft is still there. */
  refusal = $state.raw<{ threadId: string; error: DeskError }>()
  sending = $state(false)

  #drafts: Drafts
  /** The files of what was sent from this window, by send: whoever takes one back finds it at the composer again. */
  #files = new Map<string, PickedFile>()

  constructor(drafts: Drafts) {
    this.#drafts = drafts
  }

  /** Sends a draft. It stays where it is until the desk has taken it. */
  async send(conversation: Conversation, draft: Draft): Promise<boolean> {
    const threadId = conversation.thread_id ?? ''
    this.sending = true
    this.refusal = undefined
    try {
      const { message } = await call('whatsapp_send_text_message', {
        conversation_selector: { conversation_id: conversation.conversation_id ?? null },
        content: draft.text.trim(),
        idempotency_key: wish(),
        ...(conversation.whatsapp_config_id ? { whatsapp_config_id: conversation.whatsapp_config_id } : {}),
        ...(draft.replyTo?.message_id ? { reply_to_message_id: draft.replyTo.message_id } : {}),
      })
      this.#drafts.clear(threadId)
      this.#hold(message, threadId, conversation.contact_name ?? conversation.phone_number ?? '')
      return true
    } catch (thrown) {
      this.refusal = { threadId, error: failureOf(thrown) }
      return false
    } finally {
      this.sending = false
    }
  }

  /** Sends files in their order, the draft below the first that can carry it. What was not taken stays where it is. */
  async sendFiles(conversation: Conversation, draft: Draft, attachments: Attachments): Promise<boolean> {
    const threadId = conversation.thread_id ?? ''
    const files = attachments.of(threadId)
    const bearer = draft.text.trim() ? files.find(takesCaption) : undefined
    this.sending = true
    this.refusal = undefined
    try {
      for (const file of files) {
        const { message } = await call('whatsapp_send_media', {
          conversation_selector: { conversation_id: conversation.conversation_id ?? null },
          file_path: file.handle,
          idempotency_key: wish(),
          ...(file === bearer ? { caption: draft.text.trim() } : {}),
          ...(conversation.whatsapp_config_id ? { whatsapp_config_id: conversation.whatsapp_config_id } : {}),
          ...(draft.replyTo?.message_id ? { reply_to_message_id: draft.replyTo.message_id } : {}),
        })
        if (message?.send_id) this.#files.set(message.send_id, file)
        attachments.remove(threadId, file.handle)
        if (file === bearer) this.#drafts.clear(threadId)
        this.#hold(message, threadId, conversation.contact_name ?? conversation.phone_number ?? '')
      }
      return true
    } catch (thrown) {
      this.refusal = { threadId, error: failureOf(thrown) }
      return false
    } finally {
      this.sending = false
    }
  }

  /** Sends a filled template; rejects when the desk does not take it. */
  async sendTemplate(input: WhatsappSendTemplateInput, to: Recipient): Promise<void> {
    this.sending = true
    try {
      const { message } = await call('whatsapp_send_template', { ...input, idempotency_key: wish() })
      this.#hold(message, to.conversation?.thread_id ?? '', to.name)
    } finally {
      this.sending = false
    }
  }

  /** Sends buttons, a list or a link; rejects when the desk does not take them. The draft that they were made of goes with them. */
  async sendInteractive(input: WhatsappSendInteractiveInput, conversation: Conversation): Promise<void> {
    this.sending = true
    try {
      const { message } = await call('whatsapp_send_interactive', { ...input, idempotency_key: wish() })
      const threadId = conversation.thread_id ?? ''
      this.#drafts.clear(threadId)
      this.#hold(message, threadId, conversation.contact_name ?? conversation.phone_number ?? '')
    } finally {
      this.sending = false
    }
  }

  /** Takes a message back before it leaves; its text and its file return to the composer. */
  async undo(sendId: string, threadId: string): Promise<void> {
    await call('desk_undo_send', { send_id: sendId })
    if (this.held?.sendId === sendId) this.held = undefined
    await this.takeBack(sendId, threadId)
  }

  /** Puts other words into a message that has not left; the time to take it back begins again. */
  async change(sendId: string, text: string): Promise<void> {
    const { message } = await call('desk_edit_send', { send_id: sendId, text: text.trim() })
    if (this.held?.sendId === sendId && message.leaves_at) this.held = { ...this.held, leavesAt: message.leaves_at }
  }

  /** Takes a message that did not arrive out of its thread; its text and its file return to the composer. */
  async takeBack(sendId: string, threadId: string): Promise<void> {
    const file = this.#files.get(sendId)
    if (file) {
      this.#drafts.files.add(threadId, [file])
      await this.#drafts.keep() // a file that the desk keeps itself goes with the message, unless a draft has it
    }
    this.#drafts.restore(threadId, await this.discard(sendId))
  }

  /** Takes a message out of its thread and answers with the text that a person wrote for it. */
  async discard(sendId: string): Promise<string> {
    const { message } = await call('desk_discard_send', { send_id: sendId })
    this.#files.delete(sendId)
    return message.kind === 'template' ? '' : (message.text ?? '')
  }

  async retry(message: Message): Promise<void> {
    if (message.send_id) await call('desk_retry_send', { send_id: message.send_id })
  }

  #hold(message: SendReceipt['message'], threadId: string, to: string): void {
    if (message?.send_id && message.leaves_at) this.held = { sendId: message.send_id, threadId, to, leavesAt: message.leaves_at }
  }
}

/** Every press of Send is a wish of its own: a person may say the same words twice. */
function wish(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-')
}
