import type { Calls } from '../bridge'
import type { Settings, TemplateDraft } from '../contract'
import { minutesAgo } from './chats'
import { failure, type World } from './world'

type Name = 'desk_quick_replies' | 'desk_keep_quick_reply' | 'desk_remove_quick_reply' | 'desk_fill_quick_reply' | 'desk_template_drafts' | 'desk_keep_template_draft' | 'desk_drafts' | 'desk_keep_draft' | 'desk_inbox' | 'desk_snooze' | 'desk_mark_unread' | 'desk_settings' | 'desk_change_settings'

/** What a person keeps on this desk: drafts, what is put aside, settings. */
export function later(world: World): { [N in Name]: (input: Calls[N]['input']) => Calls[N]['output'] } {
  let settings: Settings = {
    undo_seconds: world.begin.undoSeconds, enter_sends: false, letter_shortcuts: true, appearance: 'system', text_size: 100, language: 'system',
    notify_messages: true, notify_approvals: true, notification_previews: true, close_to_tray: true, start_at_login: false, endpoint_on: true,
  }
  const draft = (thread_id: string) => ({ thread_id, text: '', files: [], ...world.drafts.get(thread_id), changed_at: minutesAgo(0) })
  const replies = () => [...world.quickReplies.values()].sort((a, b) => a.name.localeCompare(b.name))
  const snoozes = () => [...world.aside].map(([thread_id, until]) => ({ thread_id, ...(until ? { until } : {}) }))
  let templateDrafts: TemplateDraft[] = []
  return {
    desk_template_drafts: () => ({ drafts: templateDrafts }),
    desk_keep_template_draft: ({ draft }) => {
      const others = templateDrafts.filter(({ template }) => template !== draft.template)
      templateDrafts = draft.values.length ? [draft, ...others] : others
      return { drafts: templateDrafts }
    },
    desk_drafts: () => ({ drafts: [...world.drafts.keys()].map(draft) }),
    desk_keep_draft: ({ thread_id, text, reply_to_message_id, files = [] }) => {
      const kept = { text, ...(reply_to_message_id ? { reply_to_message_id } : {}), files: files.map((path) => ({ path, filename: path.split('/').at(-1) ?? path, byte_size: 212_000 })) }
      if (text || files.length) world.drafts.set(thread_id, kept)
      else world.drafts.delete(thread_id)
      return text || files.length ? { draft: draft(thread_id) } : {}
    },
    desk_quick_replies: () => ({ quick_replies: replies() }),
    desk_keep_quick_reply: ({ quick_reply_id, name, text }) => {
      const id = quick_reply_id ?? `qr_${world.quickReplies.size + 1}`
      if (replies().some((other) => other.name === name && other.quick_reply_id !== id)) throw failure('duplicate', 'There is a quick reply of this name.', 'Choose another name.')
      world.quickReplies.set(id, { quick_reply_id: id, name, text, changed_at: minutesAgo(0) })
      return { quick_replies: replies() }
    },
    desk_remove_quick_reply: ({ quick_reply_id }) => {
      world.quickReplies.delete(quick_reply_id)
      return { quick_replies: replies() }
    },
    desk_fill_quick_reply: ({ quick_reply_id, thread_id }) => {
      const reply = world.quickReplies.get(quick_reply_id)
      const { contact_name: name, phone_number: phone, config_name: number } = world.chat(thread_id)?.conversation ?? {}
      const known: Record<string, string | undefined> = { name, first_name: name?.split(' ')[0], phone, number }
      const missing: string[] = []
      const text = (reply?.text ?? '').replace(/\{(\w+)\}/g, (whole, key: string) => known[key] ?? (missing.push(key), whole))
      return { text, missing }
    },
    desk_inbox: ({ whatsapp_config_id, view, offset, limit }) => {
      const hidden = world.open?.hidden_numbers ?? []
      const all = world.chats.map(({ conversation }) => conversation).filter(({ phone_number_id = '' }) => whatsapp_config_id || !hidden.includes(phone_number_id))
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
