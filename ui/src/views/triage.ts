import type { Conversation } from '../contract'
import { isolated } from '../format/isolated'
import type { Dealt, Triage } from '../state/triage.svelte'
import type { Workspace } from '../state/workspace.svelte'
import { words } from '../words'
import { nameOf } from './contact'
import { attempt } from './sending'

/** What an act is about: the ones that are checked, or the one that the keyboard's ring is on, or the open one. */
export function targets(workspace: Workspace): Conversation[] {
  const { checked } = workspace.inbox
  if (checked.size > 0) return [...checked.values()].map((row) => workspace.triage.asAsked(row))
  const { inbox, thread } = workspace
  const ringed = inbox.row(inbox.cursor)
  const one = inbox.cursorShown && ringed && ringed.thread_id !== thread?.id ? ringed : (thread?.conversation ?? ringed)
  return one ? [workspace.triage.asAsked(one)] : []
}

/** Ends or reopens, and offers to take that back. */
export async function endThem(workspace: Workspace, conversations = targets(workspace)): Promise<void> {
  if (conversations.length === 0) return
  const dealt = workspace.triage.end(conversations)
  workspace.inbox.uncheck()
  const { done, failure, status } = await dealt
  const [first] = conversations
  const what = status === 'ended' ? words.inbox.wereEnded : words.inbox.wereReopened
  const undo = { label: words.frame.undo, run: () => void undoEnd(workspace) }
  if (done > 0) workspace.toasts.say(what(done, isolated(nameOf(first))), undo)
  said(workspace, failure)
}

/** Marks as read what is not; when nothing is unread, marks it unread, to come back to it. */
export async function readThem(workspace: Workspace, conversations = targets(workspace)): Promise<void> {
  if (conversations.every(({ unread_count }) => unread_count === 0)) {
    if (conversations.some(({ thread_id }) => thread_id === workspace.thread?.id)) workspace.closeThread() // looking at it reads it
    workspace.inbox.uncheck()
    return attempt(workspace, () => workspace.triage.markUnread(conversations))
  }
  const dealt = workspace.triage.markRead(conversations)
  workspace.inbox.uncheck()
  const { done, failure } = await dealt
  if (done > 0) workspace.toasts.say(words.inbox.wereRead(done))
  said(workspace, failure)
}

/** Puts aside, and offers to bring back. */
export function snoozeThem(workspace: Workspace, until: Parameters<Triage['snooze']>[1], conversations = targets(workspace)): Promise<void> {
  return attempt(workspace, async () => {
    await workspace.triage.snooze(conversations, until)
    workspace.inbox.uncheck()
    const back = { label: words.frame.undo, run: () => void attempt(workspace, () => workspace.triage.snooze(conversations, {})) }
    if (Object.keys(until).length) workspace.toasts.say(words.inbox.wereSnoozed(conversations.length), back)
  })
}

/** Puts back what was ended or reopened last. */
export async function undoEnd(workspace: Workspace): Promise<void> {
  const { failure } = await workspace.triage.undo()
  said(workspace, failure)
}

function said(workspace: Workspace, failure: Dealt['failure']): void {
  if (failure) workspace.toasts.fail(`${failure.message} ${failure.remedy}`)
}
