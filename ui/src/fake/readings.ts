import type { Calls } from '../bridge'
import { numbers } from './cast'
import { failure, type World } from './world'

type Reading =
  | 'whatsapp_inbox' | 'whatsapp_get_conversation_context' | 'whatsapp_configs_overview' | 'project_info' | 'desk_approvals' | 'desk_clients'

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
    whatsapp_get_conversation_context: ({ conversation_id, message_limit, cursor }) => {
      const chat = world.byConversation(conversation_id)
      if (!chat) throw failure('not_found', 'There is no such conversation.', 'Choose another one.')
      const all = world.messages(chat)
      const to = cursor ? Number(cursor) : all.length
      const from = Math.max(0, to - (message_limit ?? 20))
      const older = from > 0 ? { older_cursor: String(from) } : {}
      return { conversations: [{ conversation: chat.conversation, messages: all.slice(from, to), ...older }] }
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
