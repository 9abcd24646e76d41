import type { Contact, Conversation, WhatsappSendTemplateInput } from '../contract'

/** Whom something is sent to: a conversation, or somebody who has none yet. */
export interface Recipient {
  name: string
  phone?: string
  conversation?: Conversation
}

export function recipientOf(conversation: Conversation): Recipient {
  const { contact_name, phone_number, business_scoped_user_id = '' } = conversation
  return { name: contact_name ?? phone_number ?? business_scoped_user_id, ...(phone_number ? { phone: phone_number } : {}), conversation }
}

/** Somebody of the contacts; nobody where WhatsApp hides the number, because nothing can be sent to them from here. */
export function recipientFrom({ name, phone_number }: Contact): Recipient | undefined {
  return phone_number ? { name: name ?? phone_number, phone: phone_number } : undefined
}

/** A number that was typed with its country code. */
export function recipientAt(typed: string): Recipient | undefined {
  const digits = typed.replace(/\D/g, '')
  return /^\s*\+?[\d\s().-]+$/.test(typed) && digits.length >= 7 && digits.length <= 15 ? { name: `+${digits}`, phone: `+${digits}` } : undefined
}

export function selectorOf({ conversation, phone }: Recipient): WhatsappSendTemplateInput['conversation_selector'] {
  return conversation?.conversation_id ? { conversation_id: conversation.conversation_id } : { phone_number: phone ?? null }
}
