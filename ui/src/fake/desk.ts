import type { Calls, Desk, Drop, PickedFile } from '../bridge'
import { agents } from './agents'
import { customers } from './customers'
import { minutesAgo } from './chats'
import { later } from './later'
import { people } from './people'
import { openProjects } from './projects'
import { readings } from './readings'
import { searching } from './searching'
import { Sends } from './sends'
import { storage } from './storage'
import { templateAnswers } from './templates'
import { LIMITS, World, failure, type Beginning } from './world'

type Answers = { [Name in keyof Calls]: (input: Calls[Name]['input']) => Calls[Name]['output'] }

/** A desk in memory, honest to the contract for what the window asks, with invented people. The page's address says how it begins. */
export function inventedDesk(begin: Beginning = beginning(new URLSearchParams(location.search))): Desk {
  const world = new World(begin)
  const sends = new Sends(world)
  const answers: Partial<Answers> = { ...readings(world), ...openProjects(world), ...templateAnswers(world, sends), ...people(world), ...customers(world), ...searching(world), ...agents(world), ...later(world), ...storage(world), ...acts(world, sends) }
  return {
    call: async (name, input) => {
      await new Promise((done) => setTimeout(done, 4))
      const answer = answers[name]
      if (!answer) throw failure('unknown_operation', `The invented desk does not play ${name}.`, 'Use the demo workspace for it.')
      return structuredClone(answer(input))
    },
    listen: (hear) => Promise.resolve(world.hear(hear)),
    mediaUrl: () => PICTURE,
    openLink: (url) => Promise.resolve(void window.open(url, '_blank', 'noopener')),
    copy: (text) => navigator.clipboard.writeText(text),
    saveMedia: (messageId) => Promise.resolve({ path: `Downloads/${messageId}` }),
    pickFiles: () => Promise.resolve({ files: [picked('foto.jpg'), picked('mapa.pdf')] }),
    pasteFile: (filename) => Promise.resolve(picked(filename)),
    onDrop: dropped,
    saveText: (filename) => Promise.resolve({ filename }),
    qr: () => Promise.resolve({ size: 29, path: QR }),
    place: () => Promise.resolve({ place: null }),
    onPlace: () => Promise.resolve(() => undefined),
    exportAudit: () => Promise.resolve({ filename: 'kapso-desk-activity.csv', calls: 8 }),
  }
}

function picked(filename: string): PickedFile {
  const problem = filename.endsWith('.zip') ? { problem: failure('invalid_value', 'WhatsApp takes no files of this kind.', 'Choose another file.') } : {}
  return { handle: `file:0123456789abcdef/${filename}`, filename, byte_size: 212_000, ...problem }
}

/** A page is told the names of files only; their folder is invented. */
function dropped(hear: (drop: Drop) => void): Promise<() => void> {
  const over = (event: DragEvent) => {
    event.preventDefault()
    hear({ kind: 'over' })
  }
  const leave = (event: DragEvent) => event.relatedTarget === null && hear({ kind: 'leave' })
  const drop = (event: DragEvent) => {
    event.preventDefault()
    hear({ kind: 'drop', files: [...(event.dataTransfer?.files ?? [])].map(({ name }) => picked(name)) })
  }
  addEventListener('dragover', over)
  addEventListener('dragleave', leave)
  addEventListener('drop', drop)
  return Promise.resolve(() => {
    removeEventListener('dragover', over)
    removeEventListener('dragleave', leave)
    removeEventListener('drop', drop)
  })
}

/** The three corners of a code, and nothing between them. */
const QR = ['4 4', '18 4', '4 18'].map((at) => `M${at}h7v7h-7zm1 1v5h5v-5zm1 1h3v3h-3z`).join('')

const PICTURE = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"><rect width="640" height="400" fill="tan"/></svg>')}`

function beginning(query: URLSearchParams): Beginning {
  const pick = <Value extends string>(name: string, values: readonly [Value, ...Value[]]): Value =>
    values.find((value) => value === query.get(name)) ?? values[0]
  return {
    people: Number(query.get('people') ?? 12),
    project: pick('project', ['real', 'none', 'demo']),
    weather: pick('weather', ['following', 'filling', 'offline', 'slowed', 'down', 'refused']),
    keychain: pick('keychain', ['open', 'locked', 'unavailable', 'nobus']),
    undoSeconds: Number(query.get('undo') ?? 5),
    requests: Number(query.get('requests') ?? 1),
  }
}

type Acts = Pick<
  Answers,
  | 'whatsapp_send_text_message' | 'whatsapp_send_interactive' | 'whatsapp_send_media' | 'desk_watch' | 'desk_refresh' | 'desk_seen' | 'desk_undo_send' | 'desk_edit_send' | 'desk_retry_send' | 'desk_discard_send'
  | 'desk_decide' | 'desk_preview_request' | 'desk_add_client' | 'desk_revoke_client'
>

function acts(world: World, sends: Sends): Acts {
  return {
    whatsapp_send_text_message: (input) => sends.send(input),
    whatsapp_send_media: (input) => sends.file(input),
    whatsapp_send_interactive: (input) => sends.offer(input),
    desk_watch: () => ({ done: true }),
    desk_refresh: () => {
      world.tell('state', 'inbox')
      return { done: true }
    },
    desk_seen: ({ thread_id }) => {
      const chat = world.chat(thread_id)
      if (chat) {
        chat.conversation = { ...chat.conversation, unread_count: 0 }
        world.changed(chat)
      }
      return { done: true }
    },
    desk_undo_send: ({ send_id }) => ({ message: sends.undo(send_id) }),
    desk_edit_send: ({ send_id, text }) => ({ message: sends.edit(send_id, text) }),
    desk_retry_send: ({ send_id }) => ({ message: sends.retry(send_id) }),
    desk_discard_send: ({ send_id }) => ({ message: sends.discard(send_id) }),
    desk_preview_request: ({ request_id }) => {
      const approval = world.approvals.find((other) => other.request_id === request_id)
      const url = approval?.input['file_url']
      if (!approval || typeof url !== 'string') return {}
      const name = url.slice(url.lastIndexOf('/') + 1)
      const mime_type = name.endsWith('.pdf') ? 'application/pdf' : 'image/jpeg'
      approval.file = { media_id: `request:${request_id}`, filename: name, mime_type, byte_size: 88_212, sha256: 'a1'.repeat(32) }
      world.tell('approvals')
      return { file: approval.file }
    },
    desk_decide: ({ request_id, approve, reason, edited_input, allow_hour, new_messages }) => {
      const approval = world.approvals.find((other) => other.request_id === request_id)
      if (!approval || approval.state !== 'waiting') throw failure('already_decided', 'This request was decided.', 'Nothing to do.')
      if (approve && (new_messages ?? 0) < approval.new_messages) throw failure('stale', 'The contact wrote again. Nothing was sent.', 'Read it, then decide.')
      const decided_at = new Date().toISOString()
      Object.assign(approval, { state: approve ? 'approved' : 'rejected', decided_at, ...(reason ? { reason } : {}), ...(edited_input ? { edited_input } : {}) })
      if (allow_hour && approval.conversation) world.rules = [...world.rules, { rule_id: `hour_${request_id}`, client_id: 'cl_1', operation: approval.operation, conversation: approval.conversation, decision: 'allow', until: minutesAgo(-60) }]
      if (approve && approval.operation === 'whatsapp_send_text_message') {
        const content = String((edited_input ?? approval.input)['content'])
        const conversation_id = approval.conversation?.conversation_id ?? null
        sends.send({ conversation_selector: { conversation_id }, content }, { kind: 'agent', name: approval.client, approved_at: decided_at })
      }
      const chat = world.chat(approval.conversation?.thread_id)
      if (chat) world.changed(chat)
      world.tell('approvals', 'state', 'permissions')
      return { approval }
    },
    desk_add_client: ({ name }) => {
      const client = { client_id: `cl_${world.clients.length + 1}`, name, added_at: new Date().toISOString(), limits: LIMITS }
      world.clients = [client, ...world.clients]
      world.tell('clients')
      return { client, token: `kd_local_${'0123456789abcdef'.repeat(2)}`, url: 'http://127.0.0.1:47821/mcp' }
    },
    desk_revoke_client: ({ client_id }) => {
      world.clients = world.clients.filter((client) => client.client_id !== client_id)
      return { clients: world.clients }
    },
  }
}
