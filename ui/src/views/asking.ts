import type { Approval, Message, Template, WhatsappSendInteractiveInput } from '../contract'
import { isolated } from '../format/isolated'
import { phoneText } from '../format/phone'
import { secondsUntil, windowState } from '../format/timeLeft'
import { nameOfFile } from '../state/attachments.svelte'
import type { IconName } from '../parts/icons'
import { words } from '../words'
import { nameOf } from './contact'

/** How it stands or ended, as a sign and the tone of that. */
export const standing = ({ state, edited_input }: Approval): [icon: IconName, tone: string] =>
  state === 'approved' ? [edited_input ? 'pencil' : 'check', 'ok'] : state === 'rejected' ? ['x', 'bad'] : [state === 'expired' ? 'clock' : 'hand', 'mute']

/** What an agent's own window looks like; most live in a terminal. */
export const signOf = (client: string): IconName => SIGNS[client.toLowerCase()] ?? 'terminal'

const SIGNS: Record<string, IconName> = { cursor: 'mouse-pointer-2', 'vs code': 'code-xml', zed: 'square-code', 'claude desktop': 'app-window', 'lm studio': 'app-window', windsurf: 'code-xml', 'jetbrains (junie)': 'square-code' }

/** The number of somebody with whom there is no conversation yet. */
export function strangerOf({ conversation, input }: Approval): string {
  const phone = (input['conversation_selector'] as { phone_number?: unknown } | null | undefined)?.phone_number
  return conversation || typeof phone !== 'string' ? '' : phoneText(phone.replace(/[^+\d]/g, ''))
}

const toWhom = (request: Approval): string => (request.conversation ? nameOf(request.conversation) : strangerOf(request))

/** What a request is, in a line of a list: "Text to Javier Ortega". */
export function requestTitle(request: Approval): string {
  const [says, whom] = [words.approvals.sendTo[request.operation], toWhom(request)]
  return says && whom ? `${says} ${isolated(whom)}` : request.title
}

/** What an agent wants: "wants to send a text to Javier Ortega". */
export function requestSentence(request: Approval): string {
  const [says, whom] = [words.approvals.wantsTo[request.operation], toWhom(request)]
  return says && whom ? `${says} ${isolated(whom)}` : words.approvals.wantsOther(request.title)
}

/** How it ended. */
export function verdict({ state, reason, edited_input }: Approval): string {
  if (state === 'approved') return edited_input ? words.approvals.approvedEdited : words.approvals.approved
  if (state === 'expired') return words.approvals.expired
  return reason ? words.approvals.rejectedFor(reason) : words.approvals.rejected
}

/** What it says, in a line of a list. */
export function brief(request: Approval): string {
  const { template_name: name } = request.input
  return typeof name === 'string' ? `${name}: ${filledOf(request).text}` : request.summary
}

/** A template as the desk filled it in, whole: its words, and the lines that are its footer and its buttons where it is known to have them. */
export function filledOf({ summary, input }: Approval, template?: Template): { text: string; footer: string; buttons: string[] } {
  const lines = summary.split('\n').slice(summary.includes('\n') ? 1 : 0) // the first says which and to whom
  const link = linkOf(input)
  if (link && lines[0]?.endsWith(link)) lines.shift() // the file stands above it
  if (link && /^\((Nobody has looked at|It was fetched)/.test(lines.at(-1) ?? '')) lines.pop() // the desk's own words about it
  const count = template?.buttons?.length ?? 0
  const fits = count > 0 && lines.slice(-count).every((line, at) => line.startsWith(`[${template?.buttons?.[at]?.text ?? ''}`))
  const buttons = fits ? lines.splice(-count).map((line) => line.slice(1, -1)) : []
  const footer = template?.footer && lines.at(-1) === template.footer ? (lines.pop() ?? '') : ''
  return { text: lines.join('\n'), footer, buttons }
}

/** The template that would be sent, where the desk knows it. */
export function templateOf({ input, edited_input }: Approval, rows: readonly Template[]): Template | undefined {
  const { template_name: name, language } = edited_input ?? input
  return rows.find((row) => row.name === name && (row.language === language || !language))
}

/** Whether it sends a message that only an open window takes. */
function needsWindow({ operation }: Approval): boolean {
  return operation.startsWith('whatsapp_send_') && operation !== 'whatsapp_send_template'
}

/** Whether the window that it needs closed while it waited. */
export const isTooLate = (request: Approval, now: Date): boolean =>
  needsWindow(request) && request.conversation !== undefined && windowState(request.conversation.window, now) === 'closed'

/** What those who do not see its fuse hear, at five minutes and at one. */
export function hurry({ client, expires_at }: Approval, now: Date): string {
  const seconds = secondsUntil(expires_at, now)
  return seconds > 0 && seconds <= 300 ? words.approvals.soon(isolated(client), seconds > 60 ? 5 : 1) : ''
}

type Input = Approval['input']

/** The file that would be sent, and where it is from: a folder or another computer. */
export function fileOf(input: Input): { name: string; from: string } | undefined {
  const { file_path: path, filename } = { ...(input['header'] as Input | null), ...input }
  const from = typeof path === 'string' ? path : linkOf(input)
  return from === undefined ? undefined : { name: typeof filename === 'string' ? filename : nameOfFile(from), from }
}

/** The address that a file would be sent from. */
export function linkOf(input: Input): string | undefined {
  const header = (input['header'] ?? {}) as Input
  return [input['file_url'], header['image_url'], header['video_url'], header['document_url']].find((url) => typeof url === 'string')
}

/** The file that was looked at, as a message that carries it. */
export function seenFile({ file }: Approval): Message | undefined {
  return file && { at: '', direction: 'outbound', kind: 'document', delivery: 'held', message_id: file.media_id, media: { ...file, voice: false, animated: false } }
}

/** Whether there is a file that nobody has looked at. */
export const isUnseen = ({ file, input }: Approval): boolean => !file && linkOf(input) !== undefined

/** The values of a template, by their names. */
export function valuesOf(input: Input): { name: string; value: string }[] {
  const values = Array.isArray(input['parameters']) ? (input['parameters'] as { name?: string | null; value?: unknown }[]) : []
  return values.map(({ name, value }, at) => ({ name: name ?? String(at + 1), value: String(value ?? '') }))
}

/** The buttons, the list or the link that would be sent, as a message. */
export function offerOf(operation: string, input: Input): Message | undefined {
  if (operation !== 'whatsapp_send_interactive') return undefined
  const { interactive_type, body_text, button_text, url, buttons, sections } = input as Partial<WhatsappSendInteractiveInput>
  const rows = (sections ?? []).flatMap((section) => section.rows.map(({ title, description }) => ({ title, ...(description ? { description } : {}), ...(section.title ? { section: section.title } : {}) })))
  return {
    at: '', direction: 'outbound', kind: 'interactive', delivery: 'held', text: body_text ?? '',
    interactive: {
      kind: interactive_type ?? 'button',
      options: [...(buttons ?? []).map(({ reply }) => ({ title: reply.title })), ...rows],
      ...(button_text ? { button: button_text } : {}),
      ...(url ? { url } : {}),
    },
  }
}

/** How long a decision took, in seconds. */
export const tookOf = ({ asked_at, decided_at, expires_at }: Approval): number =>
  (Date.parse(decided_at ?? expires_at) - Date.parse(asked_at)) / 1000
