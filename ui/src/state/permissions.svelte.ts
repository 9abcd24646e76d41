import { call, failureOf } from '../bridge'
import type { Approval, DeskError, DeskSetPermissionInput, Limits, Permission, PermissionList, ToolPermission } from '../contract'
import { coalesce } from './coalesce'
import { type Decision, decisionOf, isExactly, type Scope } from './policy'

/** To begin with: nothing but reading, a person before everything else, or nobody asked. */
export const PRESETS = ['read', 'ask', 'trust'] as const
export type Preset = (typeof PRESETS)[number]

/** What agents may do, and for whom, which number and which conversation that is being looked at. */
export class Permissions {
  list = $state.raw<PermissionList>()
  failure = $state.raw<DeskError>()
  scope = $state.raw<Scope>({})

  #wasAsked = false
  #refresh = coalesce(() => this.read())

  changed(): void {
    if (this.list) this.#refresh()
  }

  async read(): Promise<void> {
    this.#wasAsked = true
    try {
      this.list = await call('desk_permissions', {})
      this.failure = undefined
    } catch (thrown) {
      this.failure = failureOf(thrown)
    }
  }

  /** Reads when somebody looks for the first time. */
  need(): void {
    if (!this.#wasAsked) void this.read()
  }

  /** What the rules say about a request: why it waits, unless a limit made it. */
  policyOf({ client, operation, conversation }: Approval, phone_number_id?: string): { title: string; decision: Decision } | undefined {
    const tool = this.list?.tools.find((other) => other.operation === operation)
    const client_id = this.list?.clients.find(({ name }) => name === client)?.client_id
    const { thread_id } = conversation ?? {}
    const scope = { operation, ...(client_id ? { client_id } : {}), ...(phone_number_id ? { phone_number_id } : {}), ...(thread_id ? { thread_id } : {}) }
    return tool && { title: tool.title, decision: decisionOf(this.list?.rules ?? [], scope, tool.default) }
  }

  /** What holds for a tool in the scope that is looked at. */
  decision(operation: string, otherwise: Decision): Decision {
    return decisionOf(this.list?.rules ?? [], { ...this.scope, operation }, otherwise)
  }

  /** The rule that says so for exactly this scope and tool. */
  rule(operation: string): Permission | undefined {
    return this.list?.rules.find((rule) => isExactly(rule, { ...this.scope, operation }))
  }

  /** Rules that the page does not show as a choice: for numbers and conversations that are not looked at, and for all tools. */
  get narrow(): Permission[] {
    return (this.list?.rules ?? []).filter((rule) => !rule.operation || rule.phone_number_id || rule.conversation)
  }

  /** Says what holds for a tool; without a decision the wider rules count again. */
  async set(operation: string, decision: Decision | undefined, configId?: string): Promise<void> {
    const { client_id, thread_id } = this.scope
    const input: DeskSetPermissionInput = {
      operation,
      ...(client_id ? { client_id } : {}),
      ...(configId ? { whatsapp_config_id: configId } : {}),
      ...(thread_id ? { thread_id } : {}),
      ...(decision ? { decision } : {}),
    }
    this.list = await call('desk_set_permission', input)
  }

  /** Which preset holds in the scope that is looked at; none where it is a mixture. */
  get preset(): Preset | undefined {
    const tools = this.list?.tools ?? []
    return PRESETS.find((preset) => tools.every((tool) => this.decision(tool.operation, tool.default) === wantedBy(preset, tool)))
  }

  /** Makes every tool as a preset says, tool by tool: what already is so is left. */
  async start(preset: Preset, configId?: string): Promise<void> {
    for (const tool of this.list?.tools ?? []) {
      const wanted = wantedBy(preset, tool)
      if (this.decision(tool.operation, tool.default) !== wanted) await this.set(tool.operation, wanted, configId)
    }
  }

  async end({ rule_id }: Permission): Promise<void> {
    this.list = await call('desk_end_permission', { rule_id })
  }

  async setLimits(clientId: string, limits: Limits): Promise<void> {
    this.list = await call('desk_set_limits', { client_id: clientId, limits })
  }

  /** Stops all agents at once, or lets them work again. */
  async panic(on: boolean): Promise<void> {
    this.list = await call('desk_panic', { on })
  }
}

function wantedBy(preset: Preset, { effect, default: usual }: ToolPermission): Decision {
  if (effect === 'read') return usual
  if (preset === 'read') return 'off'
  return preset === 'ask' || effect === 'delete' ? 'ask' : 'allow'
}
