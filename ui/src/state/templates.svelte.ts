import { call, failureOf } from '../bridge'
import type { Conversation, DeskError, Template, WhatsappSendTemplateInput } from '../contract'
import { oneLine } from '../format/bidi'
import { hasWords } from '../format/fold'
import { filledIn, greets, problemOf, slotsOf, type Slot } from '../format/template'
import { coalesce } from './coalesce'
import { type Recipient, selectorOf } from './recipient'

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

  readonly languages = $derived([...new Set(this.rows.map(({ language }) => language))].sort())
  readonly groups = $derived(grouped(this.rows.filter((row) => this.#fits(row))))
  readonly group = $derived(this.groups.find(({ key }) => key === this.selected) ?? this.groups[0])
  readonly template = $derived(this.group?.languages.find(({ language }) => language === this.chosen) ?? this.group?.first)
  readonly slots = $derived(this.template ? slotsOf(this.template) : [])

  readonly problems = $derived(this.slots.flatMap((slot) => problemOf(slot, this.value(slot)) ?? []))

  #typed = $state.raw<Record<string, string>>({})
  #wasAsked = false
  #refresh = coalesce(() => this.read())

  /** Reads when somebody looks for the first time. */
  need(): void {
    if (this.#wasAsked) return
    this.#wasAsked = true
    void this.read()
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
    return this.#typed[this.#place(slot)] ?? this.#known(slot)
  }

  /** Whether a value was taken from whom it goes to. */
  isKnown(slot: Slot): boolean {
    return this.#typed[this.#place(slot)] === undefined && this.#known(slot) !== ''
  }

  write(slot: Slot, text: string): void {
    this.#typed = { ...this.#typed, [this.#place(slot)]: text }
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
