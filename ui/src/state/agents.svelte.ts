import { call, failureOf } from '../bridge'
import type { AgentList, DeskError, KnownAgent, LiveSession, TodayFigures } from '../contract'
import { coalesce } from './coalesce'

/** The agents of this computer, and whether each of them gets here. */
export class Agents {
  known = $state.raw<KnownAgent[]>([])
  loading = $state(true)
  failure = $state.raw<DeskError>()
  /** Who is connected now, and what was done since midnight. */
  sessions = $state.raw<LiveSession[]>([])
  today = $state.raw<TodayFigures>()
  /** What any other client takes that starts programs; without a token. */
  snippet = $state('')
  /** The one whose settings are being written. */
  busy = $state<string>()

  #refresh = coalesce(() => this.read())

  changed(): void {
    if (!this.loading) this.#refresh()
  }

  async read(): Promise<void> {
    try {
      const midnight = new Date().setHours(0, 0, 0, 0)
      const [list, { sessions }, today] = await Promise.all([
        call('desk_agents', {}), call('desk_sessions', {}), call('desk_today', { since: new Date(midnight).toISOString() }),
      ])
      this.sessions = sessions
      this.today = today
      this.#take(list)
    } catch (thrown) {
      this.failure = failureOf(thrown)
    }
    this.loading = false
  }

  /** Ends a session. Its agent may open another. */
  async end(session_id: string): Promise<void> {
    this.sessions = (await call('desk_end_session', { session_id })).sessions
  }

  /** Puts our entry into its settings. Each of these rejects when the file cannot be read or written. */
  async connect(agent: string): Promise<void> {
    await this.#while(agent, () => call('desk_connect_agent', { agent }))
  }

  async repair(agent: string): Promise<void> {
    await this.#while(agent, () => call('desk_repair_agent', { agent }))
  }

  /** Takes our entry out again, and its token away. */
  async disconnect(agent: string): Promise<void> {
    await this.#while(agent, () => call('desk_disconnect_agent', { agent }))
  }

  async #while(agent: string, act: () => Promise<AgentList>): Promise<void> {
    this.busy = agent
    try {
      this.#take(await act())
    } finally {
      this.busy = undefined
    }
  }

  #take({ agents, snippet }: AgentList): void {
    this.known = agents
    this.snippet = snippet
    this.failure = undefined
  }
}
