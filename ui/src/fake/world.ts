import type { Approval, ClientRow, Conversation, Counts, DeskError, DeskEvent, Draft, Message, Permission, Project, QuickReply } from '../contract'
import { crowd, numbers, type Person } from './cast'
import { chatOf, minutesAgo } from './chats'
import { requests } from './requests'

/** How the invented world begins. */
export interface Beginning {
  /** How many people write. */
  people: number
  project: 'none' | 'real' | 'demo'
  weather: 'following' | 'filling' | 'offline' | 'slowed' | 'down' | 'refused'
  keychain: 'open' | 'locked' | 'unavailable' | 'nobus'
  undoSeconds: number
  /** How many requests of agents wait. */
  requests?: number
}

/** One contact on one number, with all that was said. */
export interface Chat {
  person: Person
  conversation: Conversation
  messages: Message[]
}

const DAY_MINUTES = 1440
const SOON_MINUTES = 240

/** What a client may send without a person, until somebody says otherwise. */
export const LIMITS = { sends_per_minute: 20, new_recipients_per_day: 20 }

/** The invented store: what the desk would have in its database. */
export class World {
  readonly chats: Chat[]
  readonly begin: Beginning
  /** When a Kapso that is away is asked again. */
  readonly retryAt = new Date(Date.now() + 38_000).toISOString()
  projects: Project[]
  open: Project | undefined
  approvals: Approval[] = []
  rules: Permission[] = []
  drafts = new Map<string, Pick<Draft, 'text' | 'files' | 'reply_to_message_id'>>()
  quickReplies = new Map<string, QuickReply>(
    [
      ['Hours', 'Hi {first_name}, we are open Monday to Friday from 9 to 18.'],
      ['Preparo', 'Olá {first_name}, chegue 20 minutos antes e sem objetos metálicos.'],
      ['Where we are', 'Rua do Carmo 12, second floor. Call {phone} from downstairs.'],
    ].map(([name = '', text = ''], at) => [`qr_${at}`, { quick_reply_id: `qr_${at}`, name, text, changed_at: minutesAgo(600) }]),
  )
  /** Until when conversations are put aside, by thread; an empty text: until they write. */
  aside = new Map<string, string>()
  paused = false
  /** Whether agents get here at all. */
  endpointOn = true
  port = 47821
  clients: ClientRow[] = [
    { client_id: 'cl_1', name: 'Claude Code', added_at: minutesAgo(9000), last_used_at: minutesAgo(2), limits: LIMITS },
    { client_id: 'cl_2', name: 'Cursor', added_at: minutesAgo(20_000), limits: LIMITS },
  ]

  #hearers = new Set<(event: DeskEvent) => void>()

  constructor(begin: Beginning) {
    this.begin = begin
    this.chats = crowd(begin.people).map((person, place) => chat(person, place))
    this.projects = begin.project === 'real' ? [project('prj_1', 'Northquay', '7f2c')] : []
    this.open = begin.project === 'real' ? this.projects[0] : begin.project === 'demo' ? demoProject() : undefined
    this.approvals = requests(this.chats.map(({ conversation }) => conversation), begin.requests ?? 1)
    this.#count()
  }

  hear(hearer: (event: DeskEvent) => void): () => void {
    this.#hearers.add(hearer)
    return () => this.#hearers.delete(hearer)
  }

  tell(...topics: DeskEvent['topic'][]): void {
    for (const topic of topics) for (const hear of this.#hearers) hear({ topic })
  }

  chat(threadId: string | undefined): Chat | undefined {
    return this.chats.find(({ conversation }) => conversation.thread_id === threadId)
  }

  byConversation(id: string | null | undefined): Chat | undefined {
    return this.chats.find(({ conversation }) => conversation.conversation_id === id)
  }

  /** All that was said; made when somebody first looks. */
  messages(chat: Chat): Message[] {
    if (chat.messages.length === 0) chat.messages = chatOf(chat.person, Number(chat.conversation.thread_id?.slice(4)))
    return chat.messages
  }

  /** Something happened in a chat: it goes to the top. */
  touch(chat: Chat, last: Message): void {
    const { at, direction, kind, delivery, text = '' } = last
    chat.conversation = { ...chat.conversation, last_active_at: at, needs_reply: direction === 'inbound', last_message: { at, direction, kind, delivery, text } }
    this.chats.splice(this.chats.indexOf(chat), 1)
    this.chats.unshift(chat)
    this.changed(chat)
  }

  changed(chat: Chat): void {
    this.#count()
    this.tell('inbox')
    for (const hear of this.#hearers) hear({ topic: 'thread', thread_id: chat.conversation.thread_id ?? '' })
  }

  counts(rows: Conversation[]): Counts {
    const many = (fits: (row: Conversation) => boolean) => rows.filter(fits).length
    return {
      all: rows.length,
      unread: many((row) => row.unread_count > 0),
      needs_reply: many((row) => row.needs_reply && row.status === 'active'),
      expires_soon: many(({ window }) => window.open && window.minutes_left < SOON_MINUTES),
      ended: many((row) => row.status === 'ended'),
    }
  }

  #count(): void {
    for (const number of numbers) {
      number.unread_conversations = this.chats.filter(({ conversation }) => conversation.unread_count > 0 && conversation.whatsapp_config_id === number.whatsapp_config_id).length
    }
    for (const chat of this.chats) {
      const waiting = this.approvals.filter(({ state, conversation }) => state === 'waiting' && conversation?.thread_id === chat.conversation.thread_id)
      chat.conversation = { ...chat.conversation, waiting_approvals: waiting.length }
    }
  }
}

/** A failure as the desk says it. */
export function failure(code: DeskError['code'], message: string, remedy: string, more: Partial<DeskError> = {}): DeskError {
  return { code, message, remedy, ...more }
}

export function project(id: string, name: string, ending: string): Project {
  return { id, name, colour: 4, key_ends_in: ending, demo: false, session_only: false, added_at: minutesAgo(50_000), last_used_at: minutesAgo(0) }
}

export function demoProject(): Project {
  return { ...project('demo', 'Demo workspace', ''), demo: true }
}

function chat(person: Person, place: number): Chat {
  const number = numbers[person.config]
  const left = Math.max(0, DAY_MINUTES - person.wroteAgo)
  const at = minutesAgo(person.ago)
  const direction = person.lastFrom === 'us' ? 'outbound' : 'inbound'
  const delivery = direction === 'inbound' ? 'received' : (person.lastDelivery ?? 'sent')
  return {
    person,
    messages: [],
    conversation: {
      conversation_id: `cnv_${place}`,
      thread_id: `thr_${place}`,
      ...(person.name && person.name !== 'Only an id' ? { contact_name: person.name } : {}),
      ...(person.phone ? { phone_number: person.phone } : { business_scoped_user_id: `MX.${place}8834756183` }),
      config_name: number?.name ?? '',
      whatsapp_config_id: number?.whatsapp_config_id ?? '',
      status: person.ended ? 'ended' : 'active',
      unread_count: person.unread ?? 0,
      needs_reply: person.lastFrom === 'them',
      waiting_approvals: 0,
      last_active_at: at,
      last_message: { direction, kind: person.lastKind ?? 'text', text: person.last, at, delivery },
      window: { open: left > 0, last_inbound_at: minutesAgo(person.wroteAgo), closes_at: minutesAgo(person.wroteAgo - DAY_MINUTES), minutes_left: left },
    },
  }
}
