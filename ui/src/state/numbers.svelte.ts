import { call, failureOf } from '../bridge'
import type { Config, DeskError } from '../contract'
import { coalesce } from './coalesce'

/** The project's WhatsApp numbers. */
export class Numbers {
  rows = $state.raw<Config[]>([])
  failure = $state.raw<DeskError>()

  #refresh = coalesce(() => this.read())

  changed(): void {
    this.#refresh()
  }

  async read(): Promise<void> {
    try {
      this.rows = (await call('whatsapp_configs_overview', {})).configs
      this.failure = undefined
    } catch (thrown) {
      this.failure = failureOf(thrown)
    }
  }

  find(configId: string | undefined): Config | undefined {
    return configId === undefined ? undefined : this.rows.find((row) => row.whatsapp_config_id === configId)
  }

  /** The config id that lies `by` steps from another one; "all numbers" stands before the first. */
  beside(configId: string | undefined, by: 1 | -1): string | undefined {
    const order = [undefined, ...this.rows.map((row) => row.whatsapp_config_id)]
    const at = order.indexOf(configId)
    return order[(at + by + order.length) % order.length]
  }
}
