import { call, failureOf } from '../bridge'
import type { ConversationHit, DeskError, MessageHit, WhatsappSearchMessagesInput } from '../contract'

/** How far back is looked, in days; everything when it is empty. */
export type Since = '' | '1' | '7' | '30' | '365'
/** Who wrote. */
export type From = '' | 'inbound' | 'outbound'

/** Messages that were found in one conversation, together. */
export interface HitGroup {
  key: string
  hits: MessageHit[]
}

const PAGE = 30
const PEOPLE = 5
const DAY_MS = 86_400_000
/** How long a hand may rest between two letters, in milliseconds. */
const REST_MS = 120

/** Looks for words in everything that was said, and for whom it was said with. */
export class Search {
  query = $state('')
  number = $state('')
  since = $state<Since>('')
  from = $state<From>('')
  onlyFiles = $state(false)
  /** Only in one conversation: its id and whom it is with. */
  within = $state.raw<{ id: string; name: string }>()
  hits = $state.raw<MessageHit[]>([])
  people = $state.raw<ConversationHit[]>([])
  order = $state<'ranked' | 'newest'>('ranked')
  loading = $state(false)
  failure = $state.raw<DeskError>()
  /** What the keys are on; it stays that when more is found above it. */
  chosen = $state.raw<ConversationHit | MessageHit>()

  readonly groups = $derived(grouped(this.hits))
  /** The hits in the order in which they are shown. */
  readonly shown = $derived(this.groups.flatMap(({ hits }) => hits))
  /** Everything that the arrows go through: people first. */
  readonly rows = $derived<(ConversationHit | MessageHit)[]>([...this.people, ...this.shown])
  readonly at = $derived(this.chosen ? this.rows.indexOf(this.chosen) : -1)
  readonly person = $derived(this.people.find((person) => person === this.chosen))
  /** The message that is looked at. */
  readonly current = $derived(this.shown.find((hit) => hit === this.chosen))
  hasMore = $state(false)

  #isShown: (number: string) => boolean
  #cursor: string | undefined
  #question = 0
  /** What was asked; its cursor is for just that, whatever is typed meanwhile. */
  #asked: WhatsappSearchMessagesInput = { query: '' }
  #timer: ReturnType<typeof setTimeout> | undefined

  /** What was said on numbers that this desk does not show is left out. */
  constructor(isShown: (number: string) => boolean = () => true) {
    this.#isShown = isShown
  }

  /** Looks for something else, once the hand rests. */
  type(query: string): void {
    this.query = query
    this.look()
  }

  look(wait = REST_MS): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#ask(), wait)
  }

  move(by: number): void {
    this.chosen = this.rows[Math.max(0, Math.min(this.rows.length - 1, this.at + by))]
  }

  async more(): Promise<void> {
    if (this.#cursor && !this.loading) await this.#read(this.#cursor)
  }

  async #ask(): Promise<void> {
    this.#question += 1
    this.#cursor = undefined
    this.chosen = undefined
    if (!this.query.trim()) {
      this.hits = []
      this.people = []
      this.hasMore = false
      this.loading = false
      return
    }
    this.#asked = {
      query: this.query.trim(), ...this.#number(), per_hit_context: 1, limit: PAGE,
      ...(this.since ? { since: new Date(Date.now() - Number(this.since) * DAY_MS).toISOString() } : {}),
      ...(this.from ? { direction: this.from } : {}),
      ...(this.onlyFiles ? { kind: 'document' } : {}),
      ...(this.within ? { conversation_id: this.within.id } : {}),
    }
    await this.#read()
  }

  #number = () => (this.number ? { whatsapp_config_id: this.number } : {})

  async #read(cursor?: string): Promise<void> {
    const question = this.#question
    const asked = this.#asked
    this.loading = true
    try {
      const [found, people] = await Promise.all([
        call('whatsapp_search_messages', { ...asked, ...(cursor ? { cursor } : {}) }),
        cursor || this.within ? undefined : call('whatsapp_search_conversations', { query: asked.query, ...this.#number(), limit: PEOPLE }),
      ])
      if (question !== this.#question) return
      const hits = found.hits.filter(({ config_name }) => this.#isShown(config_name))
      this.hits = cursor ? [...this.hits, ...hits] : hits
      if (!cursor) this.people = people?.hits.filter(({ said, conversation }) => !said && this.#isShown(conversation.config_name)) ?? []
      this.order = found.order
      this.#cursor = found.next_cursor
      this.hasMore = found.next_cursor !== undefined
      this.failure = undefined
      if (found.hits.length && !hits.length && this.#cursor) return await this.#read(this.#cursor)
    } catch (thrown) {
      if (question === this.#question) this.failure = failureOf(thrown)
    }
    if (question === this.#question) this.loading = false
  }
}

/** Together what stands in one conversation, the newest first: the best hit says only which conversation comes first. */
function grouped(hits: readonly MessageHit[]): HitGroup[] {
  const groups = new Map<string, MessageHit[]>()
  for (const hit of hits) {
    const key = hit.thread_id ?? hit.conversation_id ?? ''
    groups.set(key, [...(groups.get(key) ?? []), hit])
  }
  return [...groups].map(([key, found]) => ({ key, hits: found.sort((a, b) => Date.parse(b.at) - Date.parse(a.at)) }))
}
