import type { Approval } from '../contract'
import { isolated } from '../format/isolated'
import { words } from '../words'
import { nameOf } from './contact'

/** What a request is, in a line of a list: "Text to Javier Ortega". */
export function requestTitle({ operation, title, conversation }: Approval): string {
  const says = words.approvals.sendTo[operation]
  return says && conversation ? `${says} ${isolated(nameOf(conversation))}` : title
}

/** What an agent wants: "wants to send a text to Javier Ortega". */
export function requestSentence({ operation, title, conversation }: Approval): string {
  const says = words.approvals.wantsTo[operation]
  return says && conversation ? `${says} ${isolated(nameOf(conversation))}` : words.approvals.wantsOther(title)
}

/** How it ended. */
export function verdict({ state, reason }: Approval): string {
  if (state === 'approved') return words.approvals.approved
  if (state === 'expired') return words.approvals.expired
  return reason ? words.approvals.rejectedFor(reason) : words.approvals.rejected
}

/** Whether it sends a message that only an open window takes. */
export function needsWindow({ operation }: Approval): boolean {
  return operation.startsWith('whatsapp_send_') && operation !== 'whatsapp_send_template'
}
