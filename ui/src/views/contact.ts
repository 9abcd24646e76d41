import type { Conversation } from '../contract'
import { oneLine } from '../format/bidi'
import { phoneText } from '../format/phone'
import { words } from '../words'

/** Who it is: the name, or the number, or what WhatsApp gives where it hides both. */
export function nameOf(conversation: Conversation | undefined): string {
  const name = oneLine(conversation?.contact_name ?? '')
  if (name) return name
  if (conversation?.phone_number) return phoneText(conversation.phone_number)
  return conversation?.business_scoped_user_id ?? words.inbox.unknown
}
