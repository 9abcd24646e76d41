import type { Calls } from '../bridge'
import type { AuditCall, KnownAgent, Permission, ToolPermission } from '../contract'
import { numbers } from './cast'
import { minutesAgo } from './chats'
import { failure, LIMITS, type World } from './world'

type Name =
  | 'desk_sessions' | 'desk_end_session' | 'desk_today' | 'desk_agents' | 'desk_connect_agent' | 'desk_repair_agent' | 'desk_disconnect_agent' | 'desk_permissions' | 'desk_set_permission' | 'desk_end_permission' | 'desk_set_limits'
  | 'desk_panic' | 'desk_audit' | 'desk_verify_audit'

/** The agents of an invented computer, what they may do, and what they did. */
export function agents(world: World): { [N in Name]: (input: Calls[N]['input']) => Calls[N]['output'] } {
  let known: KnownAgent[] = [
    agent('claude-code', 'Claude Code', 'connected', { client: { ...client(world, 'cl_1'), tools_listed: 23, listed_at: minutesAgo(40) } }),
    agent('cursor', 'Cursor', 'added', { client: client(world, 'cl_2') }),
    agent('vscode', 'VS Code', 'found', { link: 'vscode:mcp/install?name' }),
    agent('zed', 'Zed', 'needs_repair', { problem: failure('agent_settings', 'Its entry still points to port 47810.', 'Repair it.') }),
    agent('claude-desktop', 'Claude Desktop', 'not_installed'),
    agent('goose', 'Goose', 'not_installed'),
  ]
  const list = () => ({ agents: known, snippet: JSON.stringify({ mcpServers: { 'kapso-desk': { command: 'kdesk', args: ['bridge'] } } }, null, 2) })
  const become = (id: string, state: KnownAgent['state']) => {
    known = known.map(({ problem: _, ...other }) => (other.agent === id ? { ...other, state } : other))
    world.tell('clients')
    return list()
  }
  const rights = () => ({ agents_paused: world.paused, tools: TOOLS, rules: world.rules.filter(({ until }) => !until), allowances: world.rules.filter(({ until }) => until), clients: world.clients })
  return {
    desk_sessions: () => ({
      sessions: world.paused || !world.endpointOn ? [] : [{
        session_id: 's_1', client_id: 'cl_1', client: 'Claude Code', program: 'claude-code', program_version: '2.0', era: 'sessions', connected_at: minutesAgo(300), last_call_at: minutesAgo(2), calls: 148,
        waiting_approvals: world.approvals.filter(({ state }) => state === 'waiting').length,
      }],
    }),
    desk_end_session: () => ({ sessions: [] }),
    desk_today: ({ since }) => ({ since: since ?? minutesAgo(600), total: { calls: 160, refused: 2, sent_approved: 9, sent_allowed: 1, rejected: 1, expired: 1, waiting: 2 }, clients: [] }),
    desk_agents: list,
    desk_connect_agent: ({ agent: id }) => become(id, 'added'),
    desk_repair_agent: ({ agent: id }) => become(id, 'connected'),
    desk_disconnect_agent: ({ agent: id }) => become(id, 'found'),
    desk_permissions: rights,
    desk_set_permission: ({ client_id, operation, whatsapp_config_id, thread_id, decision }) => {
      const about: Partial<Permission> = {
        ...(client_id ? { client_id } : {}),
        ...(operation ? { operation } : {}),
        ...(whatsapp_config_id ? { phone_number_id: numbers.find((row) => row.whatsapp_config_id === whatsapp_config_id)?.phone_number_id ?? '' } : {}),
      }
      const conversation = world.chat(thread_id ?? undefined)?.conversation
      const same = (rule: Permission) =>
        rule.client_id === about.client_id && rule.operation === about.operation && rule.phone_number_id === about.phone_number_id && rule.conversation?.thread_id === conversation?.thread_id
      world.rules = world.rules.filter((rule) => !same(rule))
      if (decision) world.rules = [...world.rules, { rule_id: `rule_${(ruleCount += 1)}`, decision, ...about, ...(conversation ? { conversation } : {}) }]
      return rights()
    },
    desk_end_permission: ({ rule_id }) => {
      world.rules = world.rules.filter((rule) => rule.rule_id !== rule_id)
      return rights()
    },
    desk_set_limits: ({ client_id, limits }) => {
      world.clients = world.clients.map((row) => (row.client_id === client_id ? { ...row, limits } : row))
      return rights()
    },
    desk_panic: ({ on }) => {
      world.paused = on
      return rights()
    },
    desk_audit: ({ by, client_id, decision, operation, outcome }) => ({
      calls: CALLS.filter((row) => (by !== 'agents' || row.client_id) && (outcome !== 'failed' || row.outcome !== 'ok') && (!client_id || row.client_id === client_id) && (!decision || row.decision === decision) && (!operation || row.operation === operation)),
    }),
    desk_verify_audit: () => ({ entries: CALLS.length, intact: true }),
  }
}

let ruleCount = 0

const agent = (id: string, name: string, state: KnownAgent['state'], more: Partial<KnownAgent> = {}): KnownAgent => ({
  agent: id, name, state, over: 'bridge', opens_addresses: true, file: `~/.${id}/mcp.json`, ...more,
})

const client = (world: World, id: string) => world.clients.find(({ client_id }) => client_id === id) ?? { client_id: id, name: '', added_at: minutesAgo(0), limits: LIMITS }

const tool = (operation: string, title: string, effect: ToolPermission['effect']): ToolPermission => ({ operation, title, effect, default: effect === 'read' ? 'allow' : effect === 'write' ? 'ask' : 'ask' })

const TOOLS: ToolPermission[] = [
  tool('whatsapp_configs_overview', 'List numbers', 'read'), tool('whatsapp_inbox', 'View inbox', 'read'), tool('whatsapp_get_conversation_context', 'Read conversation', 'read'),
  tool('whatsapp_search_conversations', 'Find conversations', 'read'), tool('whatsapp_search_messages', 'Search messages', 'read'), tool('whatsapp_get_contact_context', 'Read contact', 'read'),
  tool('whatsapp_search_contacts', 'Find contacts', 'read'), tool('whatsapp_templates', 'List templates', 'read'), tool('project_info', 'Project info', 'read'),
  tool('whatsapp_send_text_message', 'Send text', 'send'), tool('whatsapp_send_template', 'Send template', 'send'), tool('whatsapp_send_media', 'Send media', 'send'),
  tool('whatsapp_send_interactive', 'Send buttons or list', 'send'), tool('whatsapp_mark_inbound_read', 'Mark as read', 'write'), tool('whatsapp_conversation_set_status', 'End or reopen', 'write'),
  tool('whatsapp_contact_update', 'Rename or link contact', 'write'), tool('whatsapp_contact_add_note', 'Add note', 'write'), tool('platform_list_customers', 'List customers', 'read'),
  tool('platform_list_customer_configs', 'List customer numbers', 'read'), tool('platform_list_setup_links', 'List setup links', 'read'), tool('platform_create_customer', 'Create customer', 'write'),
  tool('platform_generate_setup_link', 'Create setup link', 'write'), tool('platform_revoke_setup_link', 'Revoke setup link', 'delete'),
]

const made = (at: number, operation: string, decision: string, more: Partial<AuditCall>): AuditCall => ({
  number: String(160 - at), at: minutesAgo(at * 3), caller: 'Claude Code', client_id: 'cl_1', operation, shape: 'conversation_id 12', digest: 'a1b2c3d4'.repeat(8), decision, outcome: 'ok', millis: 96 + at * 88, ...more,
})

const CALLS: AuditCall[] = [
  made(0, 'whatsapp_send_text_message', 'asked', { outcome: 'ok', input: { content: 'Sí, Javier: la unidad 14 salió de Saltillo a las 13:52' } }),
  made(1, 'whatsapp_get_conversation_context', 'allowed', { input: { conversation_id: 'cnv_1', message_limit: 20 } }),
  made(2, 'whatsapp_inbox', 'allowed', { input: { filter: 'unread' } }),
  made(3, 'platform_revoke_setup_link', 'refused', { caller: 'Cursor', client_id: 'cl_2', outcome: 'not_allowed', input: { setup_link_id: 'lnk_3' } }),
  made(4, 'whatsapp_search_messages', 'allowed', { input: { query: 'رقم التتبع' } }),
  made(5, 'whatsapp_inbox', 'allowed', { outcome: 'rate_limited', millis: 1240, input: {} }),
  made(6, 'desk_decide', 'approved', { caller: 'terminal', request_id: 'req_0', input: { request_id: 'req_0', approve: true } }),
  made(7, 'whatsapp_contact_add_note', 'allowed', {}),
].map(({ client_id, ...row }) => (row.caller === 'terminal' ? row : { ...row, ...(client_id ? { client_id } : {}) }))
