import type { Calls } from '../bridge'
import type { Message, MessageHit } from '../contract'
import { fold, hasWords } from '../format/fold'
import type { Chat, World } from './world'

type Answers = 'whatsapp_search_messages' | 'whatsapp_search_conversations'

const LONGEST = 160

/** Looks for words in what was said, and in whom it was said with. */
export function searching(world: World): { [Name in Answers]: (input: Calls[Name]['input']) => Calls[Name]['output'] } {
  return {
    whatsapp_search_messages: ({ query, conversation_id, whatsapp_config_id, direction, kind, since, per_hit_context, limit, cursor }) => {
      const hits = world.chats
        .filter(({ conversation }) => !conversation_id || conversation.conversation_id === conversation_id)
        .filter(({ conversation }) => !whatsapp_config_id || conversation.whatsapp_config_id === whatsapp_config_id)
        .flatMap((chat) => {
          const messages = world.messages(chat)
          return messages.flatMap((message, at) => {
            const fits = (!direction || message.direction === direction) && (!kind || message.kind === kind) && (!since || message.at >= since)
            const found = fits ? hit(chat, message, query) : undefined
            const context = per_hit_context ?? 0
            return found ? [{ ...found, ...(context ? { before: messages.slice(Math.max(0, at - context), at), after: messages.slice(at + 1, at + 1 + context) } : {}) }] : []
          })
        })
        .sort((a, b) => b.at.localeCompare(a.at))
      const from = Number(cursor ?? 0)
      const to = from + (limit ?? 20)
      return { hits: hits.slice(from, to), order: 'ranked', ...(to < hits.length ? { next_cursor: String(to) } : {}) }
    },
    whatsapp_search_conversations: ({ query, limit }) => ({
      hits: world.chats
        .map(({ conversation }) => ({ conversation }))
        .filter(({ conversation: { contact_name = '', phone_number = '' } }) => hasWords(`${contact_name} ${phone_number}`, query ?? ''))
        .slice(0, limit ?? 20),
    }),
  }
}

function hit({ conversation }: Chat, message: Message, query: string): MessageHit | undefined {
  const inName = message.media?.filename
  const text = [message.text, inName, message.media?.transcript].find((said) => said && hasWords(said, query))
  if (!text) return undefined
  const folded = fold(text)
  const marks = fold(query).split(/\s+/u).flatMap((word) => {
    const start = folded.indexOf(word)
    return start >= 0 && folded.length === text.length ? [{ start, end: start + word.length }] : []
  })
  const { contact_name, phone_number, config_name, conversation_id = '', thread_id = '' } = conversation
  return {
    config_name, conversation_id, thread_id,
    ...(contact_name ? { contact_name } : {}),
    ...(phone_number ? { phone_number } : {}),
    ...(message.message_id ? { message_id: message.message_id } : {}),
    direction: message.direction, kind: message.kind, at: message.at,
    found_in: text === inName ? 'filename' : text === message.text ? 'text' : 'transcript',
    snippet: { text: text.slice(0, LONGEST), marks: marks.filter(({ end }) => end <= LONGEST).sort((a, b) => a.start - b.start) },
  }
}
