import type { Template } from '../contract'
import { oneLine } from '../format/bidi'
import type { Slot, SlotProblem } from '../format/template'
import type { IconName } from '../parts/icons'
import { words } from '../words'

/** What a line of the form asks for, in words. */
export function slotLabel(slot: Slot, template: Template): string {
  switch (slot.kind) {
    case 'parameter':
      return /^\d+$/.test(slot.name) ? words.templates.value(slot.name) : spoken(slot.name)
    case 'header':
      return words.templates.headerText
    case 'media':
      return words.templates.media[slot.name] ?? slot.name
    case 'filename':
      return words.templates.filename
    case 'place':
      return words.templates.place[slot.name] ?? slot.name
    case 'button': {
      const kind = template.buttons?.[slot.index ?? 0]?.kind
      const say = words.templates.button
      return (kind === 'url' ? say.url : kind === 'copy_code' || kind === 'otp' ? say.copy_code : say.other)(oneLine(slot.name))
    }
  }
}

export function slotProblem(slot: Slot, problem: SlotProblem, template: Template): string {
  const isUrl = slot.kind === 'button' && template.buttons?.[slot.index ?? 0]?.kind === 'url'
  return problem === 'missing' && isUrl ? words.templates.urlEnd(slot.example ?? '') : words.templates.problem[problem]
}

/** What WhatsApp says about a template: a sign and a word. */
export function statusOf({ status }: Template): { icon: IconName; tone: 'mute' | 'warn' | 'bad'; text: string } {
  const text = words.templates.status[status] ?? spoken(status.toLowerCase())
  if (status === 'APPROVED') return { icon: 'check', tone: 'mute', text }
  if (status === 'PENDING' || status === 'IN_APPEAL') return { icon: 'hourglass', tone: 'warn', text }
  return status === 'PAUSED' ? { icon: 'pause', tone: 'warn', text } : { icon: 'x', tone: 'bad', text }
}

/** `customer_name` as people write it: "Customer name". */
function spoken(name: string): string {
  const said = oneLine(name.replace(/[_-]+/g, ' '))
  return said.charAt(0).toLocaleUpperCase() + said.slice(1)
}
