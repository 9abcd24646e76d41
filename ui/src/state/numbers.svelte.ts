import { call, failureOf } from '../bridge'
import type { Config, DeskError } from '../contract'
import { coalesce } from './coalesce'

/** The project's WhatsApp numbers. */
export class Numbers {
  all = $state.raw<Config[]>([])
  failure = $state.raw<DeskError>()

  /** Those that this desk shows. */
  readonly rows = $derived.by(() => this.all.filter(({ phone_number_id = '' }) => !this.#hidden().includes(phone_number_id)))

  #hidden: () => readonly string[]
  #refresh = coalesce(() => this.read())

  constructor(hidden: () => readonly string[]) {
    this.#hidden = hidden
  }

  changed(): void {
    this.#refresh()
  }

  async read(): Promise<void> {
    try {
      this.all = (await call('whatsapp_configs_overview', {})).configs
      this.failure = undefined
    } catch (thrown) {
      this.failure = failureOf(thrown)
    }
  }

  find(configId: string | undefined): Config | undefined {
    return configId === undefined ? undefined : this.all.find((row) => row.whatsapp_config_id === configId)
  }

  /** Whether this desk shows a number of this name. */
  shows(name: string): boolean {
    return this.rows.some((row) => row.name === name) || !this.all.some((row) => row.name === name)
  }

  /** The config id that lies `by` steps from another one; "all numbers" stands before the first. */
  beside(configId: string | undefined, by: 1 | -1): string | undefined {
    const order = [undefined, ...this.rows.map((row) => row.whatsapp_config_id)]
    const at = order.indexOf(configId)
    return order[(at + by + order.length) % order.length]
  }
}
