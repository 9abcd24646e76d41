import type { Calls } from '../bridge'
import { numbers } from './cast'
import { minutesAgo } from './chats'
import { failure, type World } from './world'

type Reading =
  | 'whatsapp_inbox' | 'desk_thread' | 'desk_past_conversations' | 'whatsapp_configs_overview' | 'project_info' | 'desk_approvals' | 'desk_clients'

/** Everything that only reads. */
export function readings(world: World): { [Name in Reading]: (input: Calls[Name]['input']) => Calls[Name]['output'] } {
  return {
    whatsapp_inbox: ({ whatsapp_config_id, status, filter, page, limit }) => {
      const all = world.chats.map(({ conversation }) => conversation)
      const mine = whatsapp_config_id ? all.filter((row) => row.whatsapp_config_id === whatsapp_config_id) : all
      const rows = mine.filter((row) => {
        if (status && row.status !== status) return false
        if (filter === 'unread') return row.unread_count > 0
        if (filter === 'needs_reply') return row.needs_reply && row.status === 'active'
        return filter !== 'expires_soon' || (row.window.open && row.window.minutes_left < 240)
      })
      if (filter === 'expires_soon') rows.sort((a, b) => a.window.minutes_left - b.window.minutes_left)
      const size = limit ?? 20
      const from = ((page ?? 1) - 1) * size
      return { conversations: rows.slice(from, from + size), counts: world.counts(mine), total_count: rows.length, as_of: new Date().toISOString() }
    },
    desk_thread: ({ thread_id, conversation_id, around_message_id, cursor, limit }) => {
      const chat = thread_id ? world.chat(thread_id) : world.byConversation(conversation_id)
      if (!chat) throw failure('not_found', 'There is no such conversation.', 'Choose another one.')
      const all = world.messages(chat)
      const size = limit ?? 50
      const [way, at] = cursor?.split(' ') ?? []
      const middle = all.findIndex(({ message_id }) => message_id === around_message_id)
      if (around_message_id && middle < 0) throw failure('not_found', 'This message is not on this desk.', 'Scroll to where it was.')
      const from = way === 'newer' ? Number(at) : Math.max(0, around_message_id ? middle - Math.floor(size / 2) : Number(at ?? all.length) - size)
      const to = way === 'older' ? Number(at) : around_message_id || way === 'newer' ? Math.min(all.length, from + size) : all.length
      return {
        conversation: chat.conversation, messages: all.slice(from, to),
        ...(from > 0 && way !== 'newer' ? { older_cursor: `older ${from}` } : {}), ...(to < all.length && way !== 'older' ? { newer_cursor: `newer ${to}` } : {}),
      }
    },
    desk_past_conversations: ({ thread_id }) => {
      const chat = world.chat(thread_id)
      if (!chat) throw failure('not_found', 'There is no such conversation.', 'Choose another one.')
      const { conversation_id = '', config_name, status, last_active_at } = chat.conversation
      const all = world.messages(chat)
      const first = all[0]?.message_id
      const earlier = { conversation_id: `${conversation_id}_before`, thread_id, config_name, status: 'ended' as const, last_active_at: minutesAgo(60 * 24 * 40), began_at: minutesAgo(60 * 24 * 41), messages: 12 }
      return {
        conversations: [
          { conversation_id, thread_id, config_name, status, last_active_at, messages: all.length, current: true },
          ...(all.length > 6 ? [{ ...earlier, current: false, ...(first ? { first_message_id: first } : {}) }] : []),
        ],
      }
    },
    whatsapp_configs_overview: () => ({ configs: numbers }),
    project_info: () => ({
      name: world.open?.name ?? '',
      demo: world.open?.demo ?? false,
      numbers: numbers.length,
      conversations: world.chats.length,
      messages: world.chats.length * 8,
      sync: { phase: 'following' },
    }),
    desk_approvals: ({ history, thread_id }) => ({
      approvals: world.approvals.filter(
        ({ state, conversation }) => (state === 'waiting') !== (history ?? false) && (!thread_id || conversation?.thread_id === thread_id),
      ),
    }),
    desk_clients: () => ({ clients: world.clients }),
  }
}
