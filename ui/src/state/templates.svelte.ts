import { call, failureOf } from '../bridge'
import type { Conversation, DeskError, Template, TemplateDraft, WhatsappSendTemplateInput } from '../contract'
import { oneLine } from '../format/bidi'
import { hasWords } from '../format/fold'
import { filledIn, greets, isFile, problemOf, slotsOf, type Slot } from '../format/template'
import { coalesce } from './coalesce'
import { type Recipient, recipientAt, recipientOf, selectorOf } from './recipient'

/** A template in all of its languages. */
export interface TemplateGroup {
  key: string
  first: Template
  languages: Template[]
}

/** Templates a page, the most that the desk gives at once. */
const PAGE = 100

/** The project's templates, and the one that is being filled in. */
export class Templates {
  rows = $state.raw<Template[]>([])
  loading = $state(true)
  failure = $state.raw<DeskError>()
  search = $state('')
  /** The name of the one number whose templates are shown. */
  number = $state('')
  language = $state('')
  selected = $state<string>()
  /** In which language the selected one is sent. */
  chosen = $state<string>()
  to = $state.raw<Recipient>()
  /** The config id of the number that sends, where the template leaves a choice. */
  from = $state('')
  /** What was written in a closed conversation, to be kept in the template. */
  draft = $state('')

  /** What was filled in and kept for later, one for a template at most. */
  drafts = $state.raw<TemplateDraft[]>([])

  readonly languages = $derived([...new Set(this.rows.map(({ language }) => language))].sort())
  readonly groups = $derived(grouped(this.rows.filter((row) => this.#fits(row))))
  readonly group = $derived(this.groups.find(({ key }) => key === this.selected) ?? this.groups[0])
  readonly template = $derived(this.group?.languages.find(({ language }) => language === this.chosen) ?? this.group?.first)
  readonly slots = $derived(this.template ? slotsOf(this.template) : [])

  /** What is kept for the one that is shown, where it is for whom it goes to. */
  readonly kept = $derived(this.drafts.find((draft) => draft.template === this.group?.key && isFor(draft, this.to)))

  readonly problems = $derived(this.slots.flatMap((slot) => problemOf(slot, this.value(slot)) ?? []))

  #typed = $state.raw<Record<string, string>>({})
  #wasAsked = false
  #refresh = coalesce(() => this.read())

  /** Reads when somebody looks for the first time. */
  need(): void {
    if (this.#wasAsked) return
    this.#wasAsked = true
    void this.read()
    void this.#readDrafts()
  }

  changed(): void {
    if (this.#wasAsked) this.#refresh()
  }

  async read(): Promise<void> {
    try {
      let rows: Template[] = []
      for (let page = 1; ; page += 1) {
        const answer = await call('whatsapp_templates', { include_unapproved: true, page, limit: PAGE })
        rows = [...rows, ...answer.templates]
        if (answer.templates.length < PAGE || rows.length >= answer.total_count) break
      }
      this.rows = rows
      this.failure = undefined
    } catch (thrown) {
      this.failure = failureOf(thrown)
    }
    this.loading = false
  }

  /** Opens one, in one language; what was filled in before stays where it fits. */
  select(group: TemplateGroup, language?: string): void {
    this.selected = group.key
    this.chosen = language ?? group.languages.find((other) => other.language === this.chosen)?.language
    if (!language) void this.recall()
  }

  move(by: number): void {
    const at = this.groups.findIndex(({ key }) => key === this.group?.key)
    const next = this.groups[Math.max(0, Math.min(this.groups.length - 1, at + by))]
    if (next) this.select(next)
  }

  /** Begins anew for somebody. */
  begin(to: Recipient | undefined, draft = '', template?: Template): void {
    this.to = to
    this.draft = oneLine(draft)
    this.#typed = {}
    this.from = ''
    if (!template) return
    this.search = this.number = this.language = ''
    this.selected = keyOf(template)
    this.chosen = template.language
  }

  /** What stands in a slot: what was typed, or what can be known. */
  value(slot: Slot): string {
    return this.#typed[this.#place(slot)] ?? this.#keptFor(slot) ?? this.#known(slot)
  }

  /** Whether a value was taken from whom it goes to. */
  isKnown(slot: Slot): boolean {
    return this.#typed[this.#place(slot)] === undefined && this.#keptFor(slot) === undefined && this.#known(slot) !== ''
  }

  write(slot: Slot, text: string): void {
    this.#typed = { ...this.#typed, [this.#place(slot)]: text }
  }

  /** Keeps what is filled in for later; files are chosen anew then. Rejects when it cannot be kept. */
  async keep(): Promise<void> {
    if (!this.template) return
    const values = this.slots.flatMap((slot) => {
      const text = this.value(slot)
      return text && !isFile(text) ? [{ slot: slot.key, text }] : []
    })
    await this.#keep({ values, ...(this.to?.conversation?.thread_id ? { thread_id: this.to.conversation.thread_id } : this.to?.phone ? { phone_number: this.to.phone } : {}) })
  }

  /** Lets go of what was kept for the one that is shown: it was sent. */
  async letGo(): Promise<void> {
    if (this.kept) await this.#keep({ values: [] }).catch(() => undefined) // it stays, and can be kept anew
  }

  /** Brings back for whom, and in which language, the one that is shown was filled in. */
  async recall(): Promise<void> {
    const { kept } = this
    if (!kept || this.to) return
    this.chosen = kept.language
    const { thread_id, phone_number } = kept
    const to = thread_id
      ? await call('desk_thread', { thread_id, limit: 1 }).then(({ conversation }) => recipientOf(conversation), () => undefined)
      : recipientAt(phone_number ?? '')
    if (this.kept === kept && !this.to) this.to = to
  }

  async #readDrafts(): Promise<void> {
    this.drafts = await call('desk_template_drafts', {}).then((answer) => answer.drafts, () => [])
    await this.recall()
  }

  async #keep(draft: Pick<TemplateDraft, 'values' | 'thread_id' | 'phone_number'>): Promise<void> {
    if (!this.template) return
    this.drafts = (await call('desk_keep_template_draft', { draft: { template: keyOf(this.template), language: this.template.language, ...draft } })).drafts
  }

  #keptFor(slot: Slot): string | undefined {
    return this.kept?.values.find((value) => value.slot === slot.key)?.text
  }

  /** What a send says, once nothing is missing. */
  input(configId: string | undefined): WhatsappSendTemplateInput | undefined {
    if (!this.template || !this.to) return undefined
    return {
      conversation_selector: selectorOf(this.to),
      template_name: this.template.name,
      language: this.template.language,
      ...filledIn(this.template, (slot) => this.value(slot)),
      ...(configId ? { whatsapp_config_id: configId } : {}),
    }
  }

  /** The few that fit a closed conversation best: the language that was used before, then what asks for least. */
  suggested(conversation: Conversation, spoken: readonly string[]): Template[] {
    const rank = ({ language, category, values }: Template) =>
      (spoken.includes(language) ? 0 : 100) + (category === 'UTILITY' ? 0 : 20) + values.length
    return this.usable(conversation).sort((a, b) => rank(a) - rank(b)).slice(0, 2)
  }

  /** Those that a conversation's number can send. */
  usable({ config_name }: Conversation): Template[] {
    return this.rows.filter((row) => row.status === 'APPROVED' && !row.unsupported && row.configs.includes(config_name))
  }

  #fits(row: Template): boolean {
    return (
      (!this.language || row.language === this.language) &&
      (!this.number || row.configs.includes(this.number)) &&
      (!this.search.trim() || hasWords(`${row.name} ${row.body}`, this.search))
    )
  }

  #place(slot: Slot): string {
    return `${this.template ? keyOf(this.template) : ''} ${slot.key}`
  }

  #known(slot: Slot): string {
    if (slot.kind !== 'parameter' || !this.template) return ''
    const greeting = greets(this.template)
    if (slot.name === greeting) return this.to?.name && !/^\+?\d/.test(this.to.name) ? (oneLine(this.to.name).split(' ')[0] ?? '') : ''
    const last = this.slots.findLast(({ kind, name }) => kind === 'parameter' && name !== greeting)
    return slot.key === last?.key ? this.draft : ''
  }
}

/** Whether a draft is for somebody, or nobody was chosen yet. */
const isFor = ({ thread_id, phone_number }: TemplateDraft, to: Recipient | undefined): boolean =>
  !to || (thread_id ? to.conversation?.thread_id === thread_id : !phone_number || to.phone === phone_number)

const keyOf = ({ name, business_account_id = '' }: Template): string => `${business_account_id} ${name}`

function grouped(rows: readonly Template[]): TemplateGroup[] {
  const groups = new Map<string, TemplateGroup>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (!group) groups.set(keyOf(row), { key: keyOf(row), first: row, languages: [row] })
    else group.languages.push(row)
  }
  return [...groups.values()]
}
