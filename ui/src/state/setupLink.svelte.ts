import type { PlatformGenerateSetupLinkInput } from '../contract'
import { contrast, isColour, READABLE } from '../format/contrast'

export type SetupLanguage = NonNullable<PlatformGenerateSetupLinkInput['language']>
export type Billing = NonNullable<PlatformGenerateSetupLinkInput['meta_billing_mode']>
type Connection = 'dedicated' | 'coexistence'

/** The colours of Kapso's setup page, the most telling first, with what it uses where none is chosen. */
export const COLOURS = {
  primary_color: '#166534',
  primary_foreground_color: '#ffffff',
  background_color: '#fafaf9',
  text_color: '#1c1917',
  card_color: '#ffffff',
  border_color: '#e7e5e4',
  muted_text_color: '#57534e',
  muted_color: '#f5f5f4',
  secondary_color: '#f5f5f4',
  secondary_foreground_color: '#1c1917',
  destructive_color: '#b91c1c',
  destructive_foreground_color: '#ffffff',
} as const
export type Colour = keyof typeof COLOURS

/** Where an address is wrong. */
export type SetupField = 'success' | 'failure' | 'countries' | 'connection' | 'colours'

/** What is chosen for a setup link before it is made. */
export class SetupForm {
  language = $state<SetupLanguage>('en')
  dedicated = $state(true)
  coexistence = $state(true)
  provide = $state(false)
  countries = $state('US')
  areaCode = $state('')
  success = $state('')
  failure = $state('')
  billing = $state<Billing>('customer_managed')
  /** Connects this number once more; the number and its connection are then given. */
  reconnect: string | undefined

  #colours = $state.raw<Partial<Record<Colour, string>>>({})
  readonly #begun: string

  constructor(language: SetupLanguage, reconnect?: string) {
    this.language = language
    this.reconnect = reconnect
    this.#begun = JSON.stringify(this.settings())
  }

  colour(name: Colour): string {
    return this.#colours[name] ?? COLOURS[name]
  }

  paint(name: Colour, colour: string): void {
    this.#colours = { ...this.#colours, [name]: colour }
  }

  /** Takes the colour of a logo for the button, and what can be read on it. */
  wear(primary: string): void {
    const { primary_foreground_color: light, text_color: dark } = COLOURS
    this.paint('primary_color', primary)
    this.paint('primary_foreground_color', contrast(light, primary) >= contrast(dark, primary) ? light : dark)
  }

  /** What the page would be painted with: a colour that is being typed does not count yet. */
  shown(name: Colour): string {
    return isColour(this.colour(name)) ? this.colour(name) : COLOURS[name]
  }

  get wrong(): SetupField[] {
    const isPage = (text: string) => text.trim() === '' || /^https:\/\/[^\s/]+\.[^\s]+$/iu.test(text.trim())
    const wrong: [SetupField, boolean][] = [
      ['connection', !this.reconnect && !this.dedicated && !this.coexistence],
      ['countries', this.#provides && this.#isos.some((iso) => !/^[A-Z]{2}$/.test(iso))],
      ['success', !isPage(this.success)],
      ['failure', !isPage(this.failure)],
      ['colours', Object.values(this.#colours).some((colour) => !isColour(colour))],
    ]
    return wrong.flatMap(([field, is]) => (is ? [field] : []))
  }

  /** How well the button's and the page's words can be read. */
  get contrasts(): { button: number; body: number; isReadable: boolean } {
    const button = contrast(this.shown('primary_foreground_color'), this.shown('primary_color'))
    const text = this.shown('text_color')
    const body = Math.min(contrast(text, this.shown('background_color')), contrast(text, this.shown('card_color')))
    return { button, body, isReadable: Math.min(button, body) >= READABLE }
  }

  get isChanged(): boolean {
    return JSON.stringify(this.settings()) !== this.#begun
  }

  /** What Kapso is asked for: only what was chosen. */
  settings(): Omit<PlatformGenerateSetupLinkInput, 'customer_id'> {
    const kinds: Connection[] = [...(this.dedicated ? ['dedicated' as const] : []), ...(this.coexistence ? ['coexistence' as const] : [])]
    const [first, ...rest] = kinds
    const [country, ...others] = this.#isos
    return {
      language: this.language,
      meta_billing_mode: this.billing,
      ...(this.reconnect
        ? { reconnect_phone_number: this.reconnect }
        : { ...(first ? { allowed_connection_types: [first, ...rest] } : {}), ...(this.#provides ? { provision_phone_number: true } : {}) }),
      ...(this.#provides && country ? { phone_number_country_isos: [country, ...others] } : {}),
      ...(this.#provides && this.areaCode.trim() ? { phone_number_area_code: this.areaCode.trim() } : {}),
      ...(this.success.trim() ? { success_redirect_url: this.success.trim() } : {}),
      ...(this.failure.trim() ? { failure_redirect_url: this.failure.trim() } : {}),
      ...(Object.keys(this.#colours).length ? { theme_config: { ...this.#colours } } : {}),
    }
  }

  get #provides(): boolean {
    return this.provide && !this.reconnect
  }

  get #isos(): string[] {
    return this.countries.toUpperCase().split(/[\s,]+/u).filter(Boolean)
  }
}
