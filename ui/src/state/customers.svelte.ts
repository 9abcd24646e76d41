import { call, failureOf } from '../bridge'
import type { Config, Customer, DeskError, PlatformGenerateSetupLinkInput, SetupLink } from '../contract'
import { coalesce } from './coalesce'

const PAGE = 50

/** The project's customers, and the numbers and setup links of the one that is looked at. */
export class Customers {
  rows = $state.raw<Customer[]>([])
  total = $state(0)
  loading = $state(true)
  failure = $state.raw<DeskError>()
  search = $state('')
  selected = $state<string>()
  configs = $state.raw<Config[]>([])
  links = $state.raw<SetupLink[]>([])
  /** Whether the numbers and links of the present one are still awaited. */
  detailLoading = $state(true)
  detailFailure = $state.raw<DeskError>()

  readonly current = $derived(this.rows.find(({ customer_id }) => customer_id === this.selected))
  readonly active = $derived(this.links.find(({ status }) => status === 'active'))

  #cursor: string | undefined
  #question = 0
  #refresh = coalesce(() => this.#readAgain())

  need(): void {
    if (this.loading) void this.ask('')
  }

  changed(): void {
    if (!this.loading) this.#refresh()
  }

  async ask(search: string): Promise<void> {
    this.search = search
    this.#question += 1
    this.#cursor = undefined
    await this.#read(true)
    this.loading = false
    if (!this.current && this.rows[0]) await this.open(this.rows[0])
  }

  async more(): Promise<void> {
    if (this.#cursor) await this.#read(false)
  }

  async open({ customer_id }: Pick<Customer, 'customer_id'>): Promise<void> {
    if (!customer_id) return
    this.selected = customer_id
    this.configs = []
    this.links = []
    this.detailLoading = true
    await this.#readDetail()
  }

  /** Opens one that was found elsewhere; it is put into the list if it is not there. */
  async show(customer: Customer): Promise<void> {
    if (this.loading || this.search) await this.ask('')
    if (!this.rows.some(({ customer_id }) => customer_id === customer.customer_id)) this.rows = [customer, ...this.rows]
    await this.open(customer)
  }

  async move(by: number): Promise<void> {
    const at = this.rows.findIndex(({ customer_id }) => customer_id === this.selected)
    const next = this.rows[Math.max(0, Math.min(this.rows.length - 1, at + by))]
    if (next) await this.open(next)
  }

  /** Adds one and opens it. Rejects when Kapso does not take it. */
  async add(name: string, externalId: string): Promise<void> {
    const { customer } = await call('platform_create_customer', {
      name: name.trim(),
      ...(externalId.trim() ? { external_customer_id: externalId.trim() } : {}),
    })
    await this.ask('')
    await this.open(customer)
  }

  /** Gives the present one another name, at Kapso. Rejects when Kapso does not take it. */
  async rename(name: string): Promise<void> {
    if (!this.selected || !name.trim()) return
    await call('desk_rename_customer', { customer_id: this.selected, name: name.trim() })
    await this.#readAgain()
  }

  /** Makes a link; the active one stops working. Rejects when Kapso does not take it. */
  async makeLink(input: PlatformGenerateSetupLinkInput): Promise<void> {
    await call('platform_generate_setup_link', input)
    await this.#readAgain()
  }

  async revoke({ setup_link_id }: SetupLink): Promise<void> {
    if (!this.selected || !setup_link_id) return
    await call('platform_revoke_setup_link', { customer_id: this.selected, setup_link_id })
    await this.#readAgain()
  }

  async #readAgain(): Promise<void> {
    this.#question += 1
    this.#cursor = undefined
    await Promise.all([this.#read(true), this.#readDetail()])
  }

  async #read(anew: boolean): Promise<void> {
    const question = this.#question
    const cursor = this.#cursor
    this.#cursor = undefined
    const search = this.search.trim()
    try {
      const answer = await call('platform_list_customers', { limit: PAGE, ...(search ? { search } : {}), ...(cursor ? { cursor } : {}) })
      if (question !== this.#question) return
      this.rows = anew ? answer.customers : [...this.rows, ...answer.customers]
      this.total = answer.total_count
      this.#cursor = answer.next_cursor
      this.failure = undefined
    } catch (thrown) {
      if (question === this.#question) this.failure = failureOf(thrown)
    }
  }

  async #readDetail(): Promise<void> {
    const customer_id = this.selected
    if (!customer_id) return
    try {
      const [numbers, links] = await Promise.all([
        call('platform_list_customer_configs', { customer_id }),
        call('platform_list_setup_links', { customer_id, limit: PAGE }),
      ])
      if (customer_id !== this.selected) return
      this.configs = numbers.configs
      this.links = links.setup_links
      this.detailFailure = undefined
    } catch (thrown) {
      if (customer_id === this.selected) this.detailFailure = failureOf(thrown)
    }
    this.detailLoading = false
  }
}
