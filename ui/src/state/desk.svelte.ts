import { call, failureOf, listen } from '../bridge'
import type { DeskChangeProjectInput, DeskChangeSettingsInput, DeskError, DeskEvent, DeskState, Settings } from '../contract'
import { coalesce } from './coalesce'
import { Drafts } from './drafts.svelte'
import { Look } from './look.svelte'

/** How far the size of text goes, in hundredths of the usual one. */
const [SMALLEST, LARGEST] = [90, 130] as const

/** How the desk stands: the open project, the others, the keychain, the endpoint. */
export class Desk {
  /** What was last read; absent before the first answer. */
  state = $state.raw<DeskState>()
  /** Why nothing could be read at all. */
  failure = $state.raw<DeskError>()

  /** What is set for this machine; read when somebody looks. */
  settings = $state.raw<Settings>()

  readonly look = new Look()
  /** Where the person was before every page is drawn anew. */
  returnTo: 'settings' | undefined

  /** Whether the numbers of the project that was just connected are being chosen. */
  choosing = $state(false)

  #drafts = new Map<string, Drafts>()
  #hearers = new Set<(event: DeskEvent) => void>()

  /** Reads once, then follows; the answer stops it. */
  async start(): Promise<() => void> {
    const again = coalesce(() => this.read())
    const listening = listen((event) => {
      const counts = this.state?.project?.sync.phase !== 'following' && event.topic === 'inbox' // what waits to be sent is told with the state
      if (event.topic === 'state' || event.topic === 'approvals' || counts) again()
      for (const hear of this.#hearers) hear(event)
    })
    await this.read(listening)
    again() // what changed before anybody listened
    return listening
  }

  /** Shows nothing before `ready`. */
  async read(ready?: Promise<unknown>): Promise<void> {
    try {
      const state = await call('desk_state', {})
      await ready
      this.state = state
      this.failure = undefined
    } catch (thrown) {
      this.failure = failureOf(thrown)
    }
  }

  async readSettings(): Promise<void> {
    this.settings = await call('desk_settings', {})
  }

  /** Changes what is set; it holds at once. Rejects when it cannot be kept. */
  async change(input: DeskChangeSettingsInput): Promise<void> {
    this.settings = await call('desk_change_settings', input)
  }

  /** Makes everything larger or smaller, in hundredths, as far as it goes. */
  async resize(by: number): Promise<void> {
    const settings = this.settings ?? (await call('desk_settings', {}))
    const text_size = Math.min(LARGEST, Math.max(SMALLEST, settings.text_size + by))
    this.settings = { ...settings, text_size } // a second press counts from here
    await this.change({ text_size })
  }

  /** Lets somebody else hear what changed; the answer ends it. */
  hear(hearer: (event: DeskEvent) => void): () => void {
    this.#hearers.add(hearer)
    return () => this.#hearers.delete(hearer)
  }

  /** A project's drafts outlast the look at another project. */
  draftsOf(projectId: string): Drafts {
    const drafts = this.#drafts.get(projectId) ?? new Drafts()
    this.#drafts.set(projectId, drafts)
    return drafts
  }

  /** Whether this is a Mac, for the glyphs of its keys. */
  get mac(): boolean {
    return this.platform === 'mac'
  }

  get platform(): 'mac' | 'win' | 'linux' {
    const platform = this.state?.platform ?? navigator.userAgent.toLowerCase()
    if (/mac/.test(platform)) return 'mac'
    return /windows/.test(platform) ? 'win' : 'linux'
  }

  /** Each of these answers with the new state or rejects with a `DeskError`; the old state then stays. */
  async connectKey(key: string, name?: string): Promise<void> {
    this.state = await call('desk_connect_key', name ? { key, name } : { key })
  }

  async replaceKey(projectId: string, key: string): Promise<void> {
    this.state = await call('desk_replace_key', { project_id: projectId, key })
  }

  async changeProject(change: DeskChangeProjectInput): Promise<void> {
    this.state = await call('desk_change_project', change)
  }

  async removeProject(projectId: string): Promise<void> {
    this.state = await call('desk_remove_project', { project_id: projectId })
  }

  /** Lets agents in, or nobody, at this port from now on; kept over restarts. */
  async switchEndpoint(on: boolean, port?: number): Promise<void> {
    this.state = await call('desk_switch_endpoint', port ? { on, port } : { on })
  }

  /** `anew`: with everybody in it as on the first day. */
  async openDemo(anew = false): Promise<void> {
    this.state = await call('desk_open_demo', anew ? { anew } : {})
  }

  async openProject(projectId: string): Promise<void> {
    this.state = await call('desk_open_project', { project_id: projectId })
  }
}
