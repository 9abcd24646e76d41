import type { Conversation, Message, WhatsappSendInteractiveInput } from '../contract'

export type InteractiveKind = WhatsappSendInteractiveInput['interactive_type']

/** Something that can be chosen. */
export interface Option {
  title: string
  description: string
}

/** What WhatsApp takes at most. */
export const MOST = { body: 1024, button: 20, row: 24, description: 72 } as const
const OPTIONS: Record<InteractiveKind, number> = { button: 3, list: 10, cta_url: 0 }

export type InteractiveFault = 'text' | 'label' | 'same' | 'url'

/** Buttons, a list or a link while they are made. */
export class InteractiveDraft {
  kind = $state<InteractiveKind>('button')
  body = $state('')
  /** The button that opens a list or a link. */
  label = $state('')
  url = $state('')
  options = $state.raw<Option[]>([{ title: '', description: '' }])

  constructor(body: string) {
    this.body = body.slice(0, MOST.body)
  }

  get most(): number {
    return OPTIONS[this.kind]
  }

  /** Those that this kind has room for. */
  get shown(): Option[] {
    return this.options.slice(0, this.most)
  }

  add(): void {
    if (this.options.length < this.most) this.options = [...this.options, { title: '', description: '' }]
  }

  write(at: number, part: Partial<Option>): void {
    this.options = this.options.map((option, other) => (other === at ? { ...option, ...part } : option))
  }

  remove(at: number): void {
    if (this.options.length > 1) this.options = this.options.toSpliced(at, 1)
  }

  /** The first thing that keeps it from being sent. */
  get fault(): InteractiveFault | undefined {
    if (!this.body.trim()) return 'text'
    const titles = this.shown.map(({ title }) => title.trim())
    if (titles.includes('') || (this.kind !== 'button' && !this.label.trim())) return 'label'
    if (new Set(titles).size < titles.length) return 'same'
    return this.kind === 'cta_url' && !/^https:\/\/[^\s/]+\.[^\s]+$/iu.test(this.url.trim()) ? 'url' : undefined
  }

  input(conversation: Conversation, replyTo: string | undefined): WhatsappSendInteractiveInput {
    const rows = this.shown.map(({ title, description }, at) => ({
      id: `row_${at + 1}`,
      title: title.trim(),
      ...(description.trim() ? { description: description.trim() } : {}),
    }))
    const [first, ...rest] = rows
    return {
      conversation_selector: { conversation_id: conversation.conversation_id ?? null },
      interactive_type: this.kind,
      body_text: this.body.trim(),
      ...(conversation.whatsapp_config_id ? { whatsapp_config_id: conversation.whatsapp_config_id } : {}),
      ...(replyTo ? { reply_to_message_id: replyTo } : {}),
      ...(this.kind === 'button'
        ? { buttons: this.shown.map(({ title }, at) => ({ type: 'reply' as const, reply: { id: `button_${at + 1}`, title: title.trim() } })) }
        : { button_text: this.label.trim() }),
      ...(this.kind === 'list' && first ? { sections: [{ rows: [first, ...rest] }] } : {}),
      ...(this.kind === 'cta_url' ? { url: this.url.trim() } : {}),
    }
  }

  /** As the contact would see it now; a tick would say that it has left. */
  preview(now: Date): Message {
    return {
      at: now.toISOString(), direction: 'outbound', kind: 'interactive', delivery: 'received', text: this.body || '…',
      interactive: {
        kind: this.kind,
        options: this.shown.map(({ title, description }) => ({ title: title || '…', ...(description ? { description } : {}) })),
        ...(this.kind === 'button' ? {} : { button: this.label || '…' }),
        ...(this.kind === 'cta_url' ? { url: this.url } : {}),
      },
    }
  }
}
