import { configure, fireEvent, render, screen } from '@testing-library/svelte'

import { connectTo, type Calls, type Place } from '../bridge'
import type { Approval, DeskEvent } from '../contract'
import { inventedDesk } from '../fake/desk'
import type { Beginning } from '../fake/world'
import { Desk } from '../state/desk.svelte'
import type { Drafts } from '../state/drafts.svelte'
import Shell from '../views/Shell.svelte'

configure({ asyncUtilTimeout: 10_000 }) // a machine may have other things to do

/** The desk of an invented project, shown; what was asked of it; and a keyboard. */
export interface Opened {
  inputs: <Name extends keyof Calls>(name: Name) => Calls[Name]['input'][]
  /** What was exported to files. */
  exports: unknown[]
  key: (name: string, more?: KeyboardEventInit, target?: Element) => Promise<boolean>
  drafts: Drafts
  /** Leads somewhere, as a link does. */
  lead: (to: Place) => void
  /** Draws the window anew, as after a restart: the desk keeps what it kept. */
  again: () => Promise<void>
  /** Lets an agent ask to write this into a thread. */
  ask: (threadId: string, words: string) => void
  /** Lets every further call of this name wait until the answer is called. */
  delay: (name: keyof Calls) => () => void
}

const BEGIN: Beginning = { people: 12, project: 'real', weather: 'following', keychain: 'open', undoSeconds: 5 }

export async function openedShell(begin: Partial<Beginning> = {}): Promise<Opened> {
  const asked: { name: string; input: unknown }[] = []
  const exports: unknown[] = []
  const delays = new Map<string, Promise<void>>()
  const asks: Approval[] = []
  let hear = (_: DeskEvent): void => undefined
  let place: Place | null = null
  let led = (): void => undefined
  const world = inventedDesk({ ...BEGIN, ...begin })
  connectTo({
    ...world,
    exportAudit: (which) => {
      exports.push(which)
      return world.exportAudit(which)
    },
    place: () => {
      const to = place
      place = null
      return Promise.resolve({ place: to })
    },
    onPlace: (hear) => {
      led = hear
      return Promise.resolve(() => undefined)
    },
    saveText: (filename, text) => {
      exports.push(text)
      return world.saveText(filename, text)
    },
    call: async (name, input) => {
      asked.push({ name, input })
      await delays.get(name)
      const answer = await world.call(name, input)
      if (name === 'desk_approvals' && !('history' in input)) (answer as { approvals: Approval[] }).approvals.push(...asks)
      return answer
    },
    listen: (hearer) => {
      hear = hearer
      return world.listen(hearer)
    },
  })
  let desk = new Desk()
  await desk.start()
  let drawn = render(Shell, { desk })
  await screen.findAllByTestId('conversation-row')
  return {
    inputs: (name) => asked.filter((call) => call.name === name).map(({ input }) => input as never),
    exports,
    lead: (to) => {
      place = to
      led()
    },
    key: (name, more = {}, target = document.body) => fireEvent.keyDown(target, { key: name, ...more }),
    again: async () => {
      drawn.unmount()
      desk = new Desk()
      await desk.start()
      drawn = render(Shell, { desk })
      await screen.findAllByTestId('conversation-row')
    },
    delay: (name) => {
      let end = (): void => undefined
      delays.set(name, new Promise((resolve) => (end = resolve)))
      return () => end()
    },
    ask: (threadId, words) => {
      void world.call('desk_thread', { thread_id: threadId, limit: 1 }).then(({ conversation }) => {
        const now = new Date().toISOString()
        asks.push({ request_id: 'req_new', client: 'Claude Code', operation: 'whatsapp_send_text_message', title: 'Send text', summary: words, conversation, input: { content: words }, state: 'waiting', new_messages: 0, can_allow_hour: false, asked_at: now, expires_at: now })
        hear({ topic: 'approvals' })
      })
    },
    drafts: desk.draftsOf(desk.state?.project?.project.id ?? ''),
  }
}
