import type { Calls } from '../bridge'
import type { Contact, Conversation, Note } from '../contract'
import { hasWords } from '../format/fold'
import { minutesAgo } from './chats'
import { failure, type Chat, type World } from './world'

type Answers =
  | 'desk_contacts' | 'whatsapp_search_contacts' | 'whatsapp_get_contact_context' | 'whatsapp_contact_add_note' | 'whatsapp_contact_update'
  | 'whatsapp_conversation_set_status' | 'whatsapp_mark_inbound_read'

/** Contacts, what the team notes about them, and what is done to their conversations. */
export function people(world: World): { [Name in Answers]: (input: Calls[Name]['input']) => Calls[Name]['output'] } {
  const changes = new Map<string, { name?: string; customer_id?: string; notes: Note[] }>()
  const keptOf = (chat: Chat) => {
    const id = chat.conversation.thread_id ?? ''
    const kept = changes.get(id) ?? { notes: id === 'thr_0' ? [...NOTES] : [] }
    changes.set(id, kept)
    return kept
  }
  const contactOf = (chat: Chat): Contact => {
    const { contact_name, phone_number, business_scoped_user_id, thread_id = '' } = chat.conversation
    const { customer_id = thread_id === 'thr_0' ? 'cus_1' : undefined } = keptOf(chat)
    return {
      contact_id: `con_${thread_id}`,
      ...(contact_name ? { name: contact_name } : {}),
      ...(chat.person.name ? { profile_name: chat.person.name } : {}),
      ...(phone_number ? { phone_number } : {}),
      ...(business_scoped_user_id ? { business_scoped_user_id } : {}),
      ...(customer_id ? { customer_id } : {}),
      created_at: minutesAgo(90_000),
    }
  }
  const find = (identifier: string): Chat => {
    const chat = world.chats.find(({ conversation: { thread_id, phone_number, business_scoped_user_id } }) =>
      [`con_${thread_id}`, phone_number, business_scoped_user_id].includes(identifier),
    )
    if (!chat) throw failure('not_found', 'There is no such contact.', 'Search for the contact.')
    return chat
  }
  const conversation = (id: string | null | undefined): Chat => {
    const chat = world.byConversation(id)
    if (!chat) throw failure('not_found', 'There is no such conversation.', 'Choose another one.')
    return chat
  }
  const change = (chat: Chat, with_: Partial<Conversation>) => {
    chat.conversation = { ...chat.conversation, ...with_ }
    world.changed(chat)
    return chat.conversation
  }
  const named = (chat: Chat) => contactOf(chat).name ?? ''
  return {
    desk_contacts: ({ only, limit, cursor }) => {
      const fits = (chat: Chat) => {
        if (only === 'with_notes') return keptOf(chat).notes.length > 0
        if (only === 'without_name') return !named(chat)
        return only !== 'without_phone' || !chat.conversation.phone_number
      }
      const all = world.chats.filter(fits).sort((a, b) => Number(!named(a)) - Number(!named(b)) || named(a).localeCompare(named(b)))
      const from = Number(cursor ?? 0)
      const to = from + (limit ?? 100)
      const contacts = all.slice(from, to).map((chat) => ({ contact: contactOf(chat), thread_id: chat.conversation.thread_id ?? '', last_active_at: chat.conversation.last_active_at }))
      return { contacts, total_count: all.length, ...(to < all.length ? { next_cursor: String(to) } : {}) }
    },
    whatsapp_search_contacts: ({ query, limit, cursor }) => {
      const all = world.chats.map(contactOf).filter(({ name = '', phone_number = '' }) => hasWords(`${name} ${phone_number}`, query))
      const from = Number(cursor ?? 0)
      const to = from + (limit ?? 20)
      return { contacts: all.slice(from, to), ...(to < all.length ? { next_cursor: String(to) } : {}) }
    },
    whatsapp_get_contact_context: ({ identifier, include_recent_messages }) => {
      const chat = find(identifier)
      const messages = world.messages(chat)
      const { unread_count, needs_reply, waiting_approvals, window, last_active_at } = chat.conversation
      const { notes } = keptOf(chat)
      return {
        contact: { ...contactOf(chat), ...(chat.conversation.thread_id === 'thr_0' ? { metadata: { plan: 'Saúde Total', visits: 3 } } : {}) },
        summary: {
          conversations: 1, messages: messages.length, unread_count, needs_reply, waiting_approvals, notes: notes.length, last_active_at,
          ...(window.last_inbound_at ? { last_inbound_at: window.last_inbound_at } : {}),
        },
        notes,
        conversations: [chat.conversation],
        ...(include_recent_messages === false ? {} : { recent_messages: messages.slice(-20) }),
      }
    },
    whatsapp_contact_add_note: ({ identifier, note }) => {
      if (note.startsWith('timeout')) throw failure('upstream_timeout', 'Kapso timed out.', 'Try again.')
      const kept = keptOf(find(identifier))
      const added: Note = { note_id: `nte_${kept.notes.length + 1}`, at: new Date().toISOString(), text: note, author: 'person', state: world.begin.weather === 'offline' ? 'queued' : 'shared' }
      kept.notes = [added, ...kept.notes]
      return { note: added, next: added.state === 'queued' ? 'It is shared when there is a network.' : 'The team can see it.' }
    },
    whatsapp_contact_update: ({ identifier, display_name, customer_id }) => {
      const chat = find(identifier)
      if (customer_id != null) keptOf(chat).customer_id = customer_id
      if (display_name != null) change(chat, { contact_name: display_name || chat.person.name || '' })
      return { changed: true, contact: contactOf(chat) }
    },
    whatsapp_conversation_set_status: ({ conversation_id, status }) => {
      const chat = conversation(conversation_id)
      const changed = chat.conversation.status !== status
      return { changed, conversation: change(chat, { status }) }
    },
    whatsapp_mark_inbound_read: ({ conversation_id, message_id, before }) => {
      const chat = message_id ? world.chats.find((other) => other.messages.some((message) => message.message_id === message_id)) : conversation(conversation_id)
      if (!chat) throw failure('not_found', 'There is no such message.', 'Open the conversation.')
      const marked = chat.conversation.unread_count
      change(chat, { unread_count: 0 })
      return { marked, read_until: before ?? new Date().toISOString() }
    },
  }
}

const NOTES: Note[] = [
  { note_id: 'n2', at: minutesAgo(3000), text: 'Prefers afternoons. Right knee, 2nd MRI. Insurance card already on file.', author: 'person', state: 'shared' },
  { note_id: 'n1', at: minutesAgo(3100), text: 'Moved from Thu 10:30 to Fri 15:30 with Dr. Lins.', author: 'agent', author_name: 'Claude Code', state: 'shared' },
]
