import { call, failureOf } from '../bridge'
import type { ClientRow, DeskError, NewClient } from '../contract'

/** The agents' clients. A token is here only until its page is left. */
export class Clients {
  rows = $state.raw<ClientRow[]>([])
  loading = $state(true)
  failure = $state.raw<DeskError>()
  /** The client that was just added, with the token that is shown once. */
  fresh = $state.raw<NewClient>()

  async read(): Promise<void> {
    try {
      this.rows = (await call('desk_clients', {})).clients
      this.failure = undefined
    } catch (thrown) {
      this.failure = failureOf(thrown)
    }
    this.loading = false
  }

  async add(name: string): Promise<void> {
    this.fresh = await call('desk_add_client', { name: name.trim() })
    await this.read()
  }

  async revoke(clientId: string): Promise<void> {
    this.rows = (await call('desk_revoke_client', { client_id: clientId })).clients
    if (this.fresh?.client.client_id === clientId) this.forgetToken()
  }

  forgetToken(): void {
    this.fresh = undefined
  }
}
