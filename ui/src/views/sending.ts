import { copy, failureOf, saveMedia } from '../bridge'
import type { Message } from '../contract'
import type { Workspace } from '../state/workspace.svelte'
import { words } from '../words'
import { focused } from './focused'

/** Does something to a message that was sent from here; what fails is said in a toast. */
export async function attempt(workspace: Workspace, act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (thrown) {
    const { message, remedy } = failureOf(thrown)
    workspace.toasts.fail(`${message} ${remedy}`)
  }
}

/** Puts a text into the clipboard, and says so. */
export function copied(workspace: Workspace, text = '', says: string = words.frame.copied): Promise<void> {
  return attempt(workspace, async () => {
    await copy(text)
    workspace.toasts.say(says)
  })
}

/** Takes the last held message back: its text stands in the composer of its thread again. */
export function undoLastSend(workspace: Workspace): Promise<void> {
  const { held } = workspace.outbox
  return attempt(workspace, async () => {
    if (held) await workspace.outbox.undo(held.sendId, held.threadId)
    if (held?.threadId === workspace.thread?.id) focused('composer')
  })
}

/** Takes a message that did not arrive away for good, and offers its text once more. */
export function discard(workspace: Workspace, sendId: string, threadId: string): Promise<void> {
  return attempt(workspace, async () => {
    const text = await workspace.outbox.discard(sendId)
    workspace.toasts.say(words.thread.discarded, { label: words.frame.undo, run: () => workspace.drafts.restore(threadId, text) })
  })
}

/** Saves a message's file in the downloads folder, and says where it is. */
export function save(workspace: Workspace, { message_id }: Message): Promise<void> {
  return attempt(workspace, async () => {
    if (!message_id) return
    const { path } = await saveMedia(message_id)
    workspace.toasts.say(words.thread.saved(path))
  })
}
