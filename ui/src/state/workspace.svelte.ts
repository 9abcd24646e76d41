import { createContext } from 'svelte'

import { call, place } from '../bridge'
import type { Conversation, DeskEvent, MessageHit, Template } from '../contract'
import { Activity } from './activity.svelte'
import { Agents } from './agents.svelte'
import { Approvals } from './approvals.svelte'
import type { Attachments } from './attachments.svelte'
import { Clients } from './clients.svelte'
import { ContactRecord, identifierOf } from './contactRecord.svelte'
import { Contacts } from './contacts.svelte'
import { Customers } from './customers.svelte'
import type { Desk } from './desk.svelte'
import type { Drafts } from './drafts.svelte'
import { Inbox } from './inbox.svelte'
import { Numbers } from './numbers.svelte'
import { Outbox } from './outbox.svelte'
import { Permissions } from './permissions.svelte'
import { recipientOf } from './recipient'
import { QuickReplies } from './quickReplies.svelte'
import { Search } from './search.svelte'
import { Templates } from './templates.svelte'
import { Thread } from './thread.svelte'
import { Toasts } from './toasts.svelte'
import { Triage } from './triage.svelte'

/** The widths at which the details do not fit beside the thread. */
export const NARROW = '(max-width: 1120px)'

export type AgentsTab = 'connect' | 'permissions' | 'activity'
export type SettingsPart = 'general' | 'keys' | 'sending' | 'notices' | 'look' | 'shortcuts' | 'storage' | 'about'
export type Page = 'inbox' | 'search' | 'approvals' | 'contacts' | 'customers' | 'templates' | 'agents' | 'settings'

/** Everything of one open project: what is shown, and where the person is in it. */
export class Workspace {
  page = $state<Page>('inbox')
  thread = $state.raw<Thread>()
  /** What the team knows about whom the open thread is with. */
  record = $state.raw<ContactRecord>()
  /** The message of the open thread that is gone to. */
  target = $state<string>()
  /** Whether the person reads on without a key that Kapso takes. */
  readsCached = $state(false)
  detailsOpen = $state(!isNarrow())
  numbersOpen = $state(false)
  agentsTab = $state<AgentsTab>('connect')
  settingsPart = $state<SettingsPart>('keys')
  /** Whether another key for the open project is asked for as soon as the settings are there. */
  replacesKey = false
  shortcutsOpen = $state(false)
  paletteOpen = $state(false)
  /** Whether the texts that are used again and again are being written. */
  quickEditOpen = $state(false)
  /** Whether buttons or a list are being made for the open thread. */
  interactiveOpen = $state(false)
  /** Whether it is being chosen for how long the open conversation is put aside. */
  snoozeOpen = $state(false)
  /** The same of those that are checked. */
  bulkSnoozeOpen = $state(false)

  /** What is read already because it may be opened next. */
  #ahead: Thread | undefined
  /** What may be opened next. */
  #expected: Conversation | undefined
  #isReadingAhead = false

  readonly inbox = new Inbox()
  readonly numbers = new Numbers(() => this.desk.state?.project?.project.hidden_numbers ?? [])
  readonly approvals = new Approvals()
  readonly clients = new Clients()
  readonly agents = new Agents()
  readonly permissions = new Permissions()
  readonly activity = new Activity()
  readonly contacts = new Contacts()
  readonly customers = new Customers()
  readonly templates = new Templates()
  readonly quickReplies = new QuickReplies()
  readonly search = new Search((number) => this.numbers.shows(number))
  readonly triage = new Triage(() => this.inbox.renew())
  readonly drafts: Drafts
  readonly attachments: Attachments
  readonly toasts = new Toasts()
  readonly outbox: Outbox
  readonly desk: Desk

  constructor(desk: Desk) {
    this.desk = desk
    if (desk.returnTo) this.settingsPart = 'general' // where the language is chosen
    this.page = desk.returnTo ?? 'inbox'
    desk.returnTo = undefined
    this.drafts = desk.draftsOf(desk.state?.project?.project.id ?? '')
    this.attachments = this.drafts.files
    this.outbox = new Outbox(this.drafts)
    void this.inbox.ask({}) // answered while the page is made
  }

  /** Reads what else the first page needs, then follows; the answer stops it. */
  start(): () => void {
    void this.numbers.read()
    void this.drafts.read()
    void this.approvals.read()
    void this.clients.read()
    void this.permissions.read()
    this.watch()
    const stop = this.desk.hear((event) => this.#hear(event))
    const narrow = matchMedia(NARROW)
    const changed = () => (this.detailsOpen = !narrow.matches) // a drawer that nobody opened covers the thread
    narrow.addEventListener('change', changed)
    return () => {
      narrow.removeEventListener('change', changed)
      void this.drafts.keep()
      stop()
    }
  }

  openPage(page: Page): void {
    this.page = page
    this.numbersOpen = false
    if (page !== 'inbox') this.#ahead = undefined
    if (page !== 'agents') this.clients.forgetToken()
  }

  openSettings(part: SettingsPart = this.settingsPart, replacesKey = false): void {
    this.settingsPart = part
    this.replacesKey = replacesKey
    this.openPage('settings')
  }

  openAgents(tab: AgentsTab): void {
    this.agentsTab = tab
    this.openPage('agents')
  }

  /** Reads a conversation that the keyboard or the pointer is on, for it is likely to be opened. One at a time: of those that are passed by quickly only some are read. */
  expect(conversation: Conversation | undefined): void {
    this.#expected = conversation
    if (!this.#isReadingAhead) void this.#readAhead()
  }

  async openThread(conversation: Conversation, at?: string): Promise<void> {
    this.openPage('inbox')
    this.target = undefined
    await this.#show(conversation, at)
    this.target = at
  }

  /** Goes where a link, a notification or the tray leads, if one does. Rejects when there is no such conversation. */
  async goWhereLed(): Promise<void> {
    const led = await place()
    if (led?.page === 'approvals') this.openPage('approvals')
    if (led?.page !== 'conversation') return
    const { conversation } = await call('desk_thread', { thread_id: led.id, limit: 1 }).catch(() => call('desk_thread', { conversation_id: led.id, limit: 1 }))
    await this.openThread(conversation)
  }

  /** Shows the thread of something that was found, where the search is. */
  async showFound({ at, direction: _, kind: __, ...hit }: MessageHit): Promise<void> {
    const { conversation_id, thread_id, contact_name, phone_number, config_name, message_id } = hit
    if (!conversation_id || !thread_id) return
    // what is not known yet is read with the thread
    await this.#show({
      conversation_id, thread_id, config_name, last_active_at: at, status: 'active', unread_count: 0, needs_reply: false, waiting_approvals: 0,
      window: { open: false, minutes_left: 0 },
      ...(contact_name ? { contact_name } : {}),
      ...(phone_number ? { phone_number } : {}),
    }, message_id)
  }

  /** Goes to the search; with other words, or only in one conversation, it begins anew. */
  openSearch(query: string, within?: Search['within']): void {
    if (query || within) {
      this.search.within = within
      this.search.query = query
    }
    this.openPage('search')
    if (query) this.search.look(0)
  }

  closeThread(): void {
    this.thread = undefined
    this.record = undefined
    this.watch()
  }

  /** Writes to somebody who has no conversation yet, which takes a template. */
  newMessage(): void {
    this.templates.need()
    this.templates.begin(undefined)
    this.openPage('templates')
  }

  /** Fills a template for a conversation; what was written there comes along. */
  useTemplate(conversation: Conversation, template?: Template): void {
    this.templates.need()
    const spoken = (this.thread?.messages ?? []).flatMap(({ template: { language } = {} }) => language ?? [])
    const [fitting] = this.templates.suggested(conversation, spoken) // not every number can send every template
    this.templates.begin(recipientOf(conversation), this.drafts.of(conversation.thread_id ?? '').text, template ?? fitting)
    this.openPage('templates')
  }

  async showNumber(configId: string | undefined): Promise<void> {
    this.numbersOpen = false
    this.openPage('inbox')
    await this.inbox.ask({ number: configId })
  }

  /** Tells the desk what is looked at, so that it is refreshed first. */
  watch(): void {
    const visible = document.visibilityState === 'visible'
    void call('desk_watch', { thread_id: this.thread?.id ?? null, visible }).catch(() => undefined) // a hint, no more
    if (visible) void this.thread?.markSeen()
  }

  async #readAhead(): Promise<void> {
    const expected = this.#expected
    if (!expected || expected.thread_id === this.#ahead?.id || expected.thread_id === this.thread?.id) return
    this.#isReadingAhead = true
    await (this.#ahead = new Thread(expected)).open()
    this.#isReadingAhead = false
    await this.#readAhead()
  }

  async #show(conversation: Conversation, around?: string): Promise<void> {
    if (this.thread?.id === conversation.thread_id) return
    const ahead = around || this.#ahead?.id !== conversation.thread_id || this.#ahead?.failure ? undefined : this.#ahead
    const thread = ahead ?? new Thread(conversation)
    const reading = ahead ? undefined : thread.open(around)
    thread.conversation = conversation
    this.#ahead = undefined
    this.thread = thread
    this.interactiveOpen = false
    this.snoozeOpen = false
    this.record = new ContactRecord(identifierOf(conversation))
    this.watch()
    void this.record.read()
    this.templates.need()
    void this.drafts.quoteBack(thread.id)
    await reading
  }

  #hear({ topic, thread_id }: DeskEvent): void {
    switch (topic) {
      case 'inbox':
        this.inbox.changed()
        this.numbers.changed()
        this.contacts.changed()
        this.record?.changed()
        break
      case 'thread':
        if (thread_id === this.thread?.id) this.thread?.changed()
        if (!thread_id || thread_id === this.#ahead?.id) this.#ahead = undefined
        break
      case 'configs':
        this.numbers.changed()
        break
      case 'customers':
        this.customers.changed()
        break
      case 'templates':
        this.templates.changed()
        break
      case 'approvals':
        this.approvals.changed()
        this.inbox.changed()
        break
      case 'clients':
        void this.clients.read()
        this.agents.changed()
        break
      case 'permissions':
        this.permissions.changed()
        break
      case 'quick_replies':
        this.quickReplies.changed()
        break
    }
  }
}

/** Whether the details lie over the thread instead of beside it. */
export function isNarrow(): boolean {
  return matchMedia(NARROW).matches
}

/** The open project, for every component below it. */
export const [useWorkspace, provideWorkspace] = createContext<Workspace>()
