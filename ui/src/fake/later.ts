import type { Calls } from '../bridge'
import type { Settings } from '../contract'
import { minutesAgo } from './chats'
import type { World } from './world'

type Name = 'desk_drafts' | 'desk_keep_draft' | 'desk_inbox' | 'desk_snooze' | 'desk_mark_unread' | 'desk_settings' | 'desk_change_settings'

/** What a person keeps on this desk: drafts, what is put aside, settings. */
export function later(world: World): { [N in Name]: (input: Calls[N]['input']) => Calls[N]['output'] } {
  let settings: Settings = {
    undo_seconds: world.begin.undoSeconds, enter_sends: false, letter_shortcuts: true, appearance: 'system', text_size: 100, language: 'system',
    notify_messages: true, notify_approvals: true, notification_previews: true, close_to_tray: true, start_at_login: false,
  }
  const draft = (thread_id: string) => ({ thread_id, text: world.drafts.get(thread_id) ?? '', files: [], changed_at: minutesAgo(0) })
  const snoozes = () => [...world.aside].map(([thread_id, until]) => ({ thread_id, ...(until ? { until } : {}) }))
  return {
    desk_drafts: () => ({ drafts: [...world.drafts.keys()].map(draft) }),
    desk_keep_draft: ({ thread_id, text }) => {
      if (text) world.drafts.set(thread_id, text)
      else world.drafts.delete(thread_id)
      return text ? { draft: draft(thread_id) } : {}
    },
    desk_inbox: ({ whatsapp_config_id, view, offset, limit }) => {
      const all = world.chats.map(({ conversation }) => conversation)
      const mine = whatsapp_config_id ? all.filter((row) => row.whatsapp_config_id === whatsapp_config_id) : all
      const isAside = ({ thread_id = '' }: { thread_id?: string }) => world.aside.has(thread_id)
      const shown = mine.filter((row) => !isAside(row))
      const rows = (view === 'snoozed' ? mine.filter(isAside) : shown).filter((row) => {
        if (view === 'unread') return row.unread_count > 0
        if (view === 'ended') return row.status === 'ended'
        if (view === 'needs_reply') return row.needs_reply && row.status === 'active'
        return view !== 'expires_soon' || (row.window.open && row.window.minutes_left < 240)
      })
      if (view === 'expires_soon') rows.sort((a, b) => a.window.minutes_left - b.window.minutes_left)
      const from = offset ?? 0
      return {
        conversations: rows.slice(from, from + (limit ?? 50)), counts: world.counts(shown), snoozed: mine.filter(isAside).length, total_count: rows.length,
        ...(view === 'snoozed' ? { snoozes: snoozes() } : {}), drafts: [...world.drafts.keys()], as_of: minutesAgo(0),
      }
    },
    desk_snooze: ({ thread_ids, until, until_they_write }) => {
      for (const id of thread_ids) {
        if (until || until_they_write) world.aside.set(id, until ?? '')
        else world.aside.delete(id)
      }
      world.tell('inbox')
      return { snoozes: snoozes(), changed: thread_ids.length }
    },
    desk_mark_unread: ({ thread_ids }) => {
      for (const id of thread_ids) {
        const chat = world.chat(id)
        if (chat) chat.conversation = { ...chat.conversation, unread_count: 1 }
      }
      world.tell('inbox')
      return { changed: thread_ids.length }
    },
    desk_settings: () => settings,
    desk_change_settings: (input) => {
      settings = { ...settings, ...(Object.fromEntries(Object.entries(input).filter(([, value]) => value != null)) as Partial<Settings>) }
      world.tell('state')
      return settings
    },
  }
}
