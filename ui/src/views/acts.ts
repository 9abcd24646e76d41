import { call, copy } from '../bridge'
import { isolated } from '../format/isolated'
import { keysOf, shortcuts, type Command } from '../keys'
import type { IconName } from '../parts/icons'
import { inboxTabs } from '../state/inbox.svelte'
import type { Workspace } from '../state/workspace.svelte'
import { themes } from '../theme'
import { words } from '../words'
import { run } from './commands'
import { attempt } from './sending'

/** Something that can be done, as the palette lists it. */
export interface Act {
  id: string
  label: string
  icon: IconName
  keys?: string
  /** Whether it is about the open conversation. */
  here: boolean
  run: () => void
}

/** Keys that only make sense where they are pressed. */
const NOT_LISTED = new Set<Command>(['down', 'up', 'first', 'last', 'open', 'back', 'send', 'approve', 'reject', 'edit', 'allow', 'palette', 'toasts', 'extendDown', 'extendUp', 'select', 'selectAll'])

const SIGNS: Partial<Record<Command, IconName>> = {
  inbox: 'inbox', approvals: 'hand', contacts: 'users', customers: 'building-2', templates: 'layout-template', agents: 'plug', settings: 'settings-2',
  snooze: 'clock', search: 'search', numbers: 'layers', undo: 'reply', shortcuts: 'keyboard', reply: 'reply', template: 'layout-template', note: 'pencil',
  details: 'panel-right', copyPhone: 'copy', end: 'circle-check', read: 'mail', interactive: 'list-plus', find: 'text-search', newMessage: 'square-pen',
}

/** Everything that a button does, as far as it makes sense now. */
export function actsOf(workspace: Workspace): Act[] {
  return [...byKey(workspace), ...others(workspace)]
}

function byKey(workspace: Workspace): Act[] {
  return shortcuts
    .filter(({ command, group }) => !NOT_LISTED.has(command) && (group === 'anywhere' || (group === 'conversation' && workspace.thread !== undefined)))
    .map(({ command, group }) => ({
      id: command,
      label: words.shortcuts.commands[command],
      icon: SIGNS[command] ?? 'chevron-right',
      keys: keysOf(command),
      here: group === 'conversation',
      run: () => {
        if (group === 'conversation') {
          workspace.openPage('inbox')
          workspace.inbox.cursorShown = false // it is about the open one, wherever the ring is
        }
        setTimeout(() => run(command, workspace, new KeyboardEvent('keydown'))) // once the palette has gone
      },
    }))
}

function others(workspace: Workspace): Act[] {
  const desk = workspace.desk
  const act = (id: string, label: string, icon: IconName, does: () => void): Act => ({ id, label, icon, here: false, run: does })
  const url = desk.state?.endpoint.url
  const open = desk.state?.project?.project
  return [
    ...inboxTabs.map((tab) => act(`tab ${tab}`, words.search.filter(words.inbox.tabs[tab]), 'inbox', () => {
      workspace.openPage('inbox')
      void workspace.inbox.ask({ tab })
    })),
    act('quick', words.quick.edit, 'text-quote', () => (workspace.quickEditOpen = true)),
    act('refresh', words.search.refresh, 'refresh-cw', () => void attempt(workspace, async () => void (await call('desk_refresh', {})))),
    ...themes.map((theme) => act(`theme ${theme}`, words.search.theme(words.search.themes[theme]), 'sun-moon', () => desk.look.setTheme(theme))),
    ...(url ? [act('endpoint', words.search.copyEndpoint, 'copy', () => void copy(url))] : []),
    ...(desk.state?.projects ?? [])
      .filter(({ id }) => id !== open?.id)
      .map((project) => act(`project ${project.id}`, words.search.openProject(isolated(project.name)), 'folder-open', () => void attempt(workspace, () => desk.openProject(project.id)))),
    ...(open?.demo ? [] : [act('demo', words.search.openDemo, 'flask-conical', () => void attempt(workspace, () => desk.openDemo()))]),
  ]
}
