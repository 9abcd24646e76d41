import type { Calls } from '../bridge'
import type { DeskError, DeskState, Project } from '../contract'
import { minutesAgo } from './chats'
import { demoProject, failure, project, type World } from './world'

type Opening =
  | 'desk_change_project' | 'desk_switch_endpoint' | 'desk_state' | 'desk_connect_key' | 'desk_test_key' | 'desk_replace_key' | 'desk_remove_project' | 'desk_open_demo' | 'desk_open_project'

/** Projects and their keys. What is typed says how the key is answered. */
export function openProjects(world: World): { [Name in Opening]: (input: Calls[Name]['input']) => Calls[Name]['output'] } {
  return {
    desk_state: () => state(world),
    desk_connect_key: ({ key, name }) => {
      test(key)
      const added = project(`prj_${world.projects.length + 1}`, name ?? 'Northquay', key.slice(-4))
      world.projects = [...world.projects, added]
      world.open = added
      return told(world)
    },
    desk_test_key: ({ project_id }) => {
      const kept = world.projects.find(({ id }) => id === project_id)
      if (kept?.id === world.open?.id && world.begin.weather === 'refused') throw failure('key_refused', 'Kapso did not accept the key (401).', 'Replace it.', { upstream_code: '401' })
      return { numbers: 6, millis: 212 }
    },
    desk_replace_key: ({ project_id, key }) => {
      test(key)
      world.projects = world.projects.map((other) => (other.id === project_id ? { ...other, key_ends_in: key.slice(-4) } : other))
      return told(world)
    },
    desk_remove_project: ({ project_id }) => {
      world.projects = world.projects.filter(({ id }) => id !== project_id)
      if (world.open?.id === project_id) world.open = world.projects[0]
      return told(world)
    },
    desk_change_project: ({ project_id, name, colour, hidden_numbers }) => {
      const change = (one: Project) => (one.id === project_id ? { ...one, ...(name ? { name } : {}), ...(colour ? { colour } : {}), ...(hidden_numbers ? { hidden_numbers } : {}) } : one)
      world.projects = world.projects.map(change)
      if (world.open) world.open = change(world.open)
      world.tell('inbox')
      return told(world)
    },
    desk_switch_endpoint: ({ on, port }) => {
      world.endpointOn = on
      world.port = port ?? world.port
      return told(world)
    },
    desk_open_demo: () => {
      world.open = demoProject()
      return told(world)
    },
    desk_open_project: ({ project_id }) => {
      world.open = world.projects.find(({ id }) => id === project_id)
      return told(world)
    },
  }
}

function told(world: World): DeskState {
  world.tell('state')
  return state(world)
}

function state(world: World): DeskState {
  const { weather, keychain, undoSeconds } = world.begin
  const waiting = world.approvals.filter((approval) => approval.state === 'waiting').length
  const open = world.open && {
    project: world.open,
    sync: { phase: weather === 'down' ? ('offline' as const) : weather, ...(weather === 'filling' ? { progress: PROGRESS } : {}), ...(problems[weather] ? { problem: problems[weather], retry_at: world.retryAt } : {}) },
    as_of: minutesAgo(weather === 'following' ? 0 : 8),
    waiting_approvals: waiting,
    waiting_sends: weather === 'offline' || weather === 'down' ? 2 : 0,
  }
  const keychainProblem = keychain === 'open' ? undefined : KEYCHAIN[keychain]
  return {
    version: '0.1.0',
    platform: 'linux',
    ...(open ? { project: open } : {}),
    projects: world.projects,
    ...(keychainProblem ? { keychain_problem: keychainProblem } : {}),
    endpoint: world.endpointOn ? { on: true, port: world.port, url: `http://127.0.0.1:${world.port}/mcp`, since: minutesAgo(298) } : { on: false, port: world.port },
    undo_seconds: undoSeconds,
  }
}

const PROGRESS = { conversations: 1204, conversations_done: false, contacts: 310, contacts_done: false, messages: 18_040, messages_done: false, messages_back_to: minutesAgo(20_000) }

const problems: Partial<Record<string, DeskError>> = {
  offline: failure('offline', 'There is no network.', 'Nothing is lost: what you write waits here.'),
  slowed: failure('rate_limited', 'Kapso asked to slow down.', 'It goes on by itself.', { retry_after_seconds: 38 }),
  down: failure('upstream_down', 'Kapso is not answering.', 'It is tried again by itself.', { upstream_code: '503' }),
  refused: failure('key_refused', 'Kapso refused the key.', 'Replace it.', { upstream_code: '401' }),
}

const KEYCHAIN = {
  locked: failure('keychain_locked', 'The keychain is locked.', 'Unlock it.'),
  unavailable: failure('keychain_unavailable', 'No keychain is running.', 'Start one.'),
  nobus: failure('keychain_unavailable', 'There is no session bus.', 'Log in.', { upstream_code: 'no_bus' }),
}

function test(key: string): void {
  if (key.length < 20 || /\s/.test(key)) throw failure('key_malformed', 'That does not look like a Kapso API key.', 'Copy it again.')
  if (key.startsWith('refused')) throw failure('key_refused', 'Kapso did not accept this key.', 'Copy it again.', { upstream_code: '401' })
  if (key.startsWith('offline')) throw failure('offline', 'There is no network.', 'Connect, then try again.')
  if (key.startsWith('tls')) throw failure('tls_failed', 'The connection is not secure.', 'Look at the proxy.')
  if (key.startsWith('locked')) throw KEYCHAIN.locked
  if (key.startsWith('nochain')) throw KEYCHAIN.unavailable
}
