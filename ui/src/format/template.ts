import type { Template, TemplateValue, WhatsappSendTemplateInput } from '../contract'
import { oneLine } from './bidi'

/** One line of the form that fills a template. */
export interface Slot {
  key: string
  kind: 'parameter' | 'header' | 'media' | 'filename' | 'place' | 'button'
  /** The placeholder, the button's label, or the part of a place. */
  name: string
  /** What the contract calls it. */
  field: string
  index?: number
  example?: string
  optional: boolean
}

const PLACEHOLDER = /\{\{\s*([^{}\s]+)\s*\}\}/gu
const PLACE = ['latitude', 'longitude', 'name', 'address']

/** What is asked for, in the order in which it stands in the message: header, body, buttons. */
export function slotsOf(template: Template): Slot[] {
  const order = (field: string) => (field.startsWith('header') ? 0 : field === 'parameters' ? 1 : 2)
  return [...template.values].sort((a, b) => order(a.field) - order(b.field)).flatMap((value) => slots(template, value))
}

function slots(template: Template, { field, name, index, example, optional = false }: TemplateValue): Slot[] {
  const shared = { field, optional, ...(example ? { example } : {}), ...(index === undefined ? {} : { index }) }
  const slot = (kind: Slot['kind'], called: string): Slot => ({ ...shared, key: `${field}:${called}:${index ?? ''}`, kind, name: called })
  if (field === 'header.location') return PLACE.map((part) => slot('place', part))
  if (field === 'header.document_url') return [slot('media', 'document'), { ...slot('filename', 'filename'), optional: true, example: '' }]
  if (field.startsWith('header.') && field.endsWith('_url')) return [slot('media', field.slice(7, -4))]
  if (field === 'header.text') return [slot('header', name ?? '1')]
  return field === 'buttons' ? [slot('button', template.buttons?.[index ?? 0]?.text ?? '')] : [slot('parameter', name ?? '')]
}

/** A text with its placeholders, in pieces. */
export function piecesOf(text: string): ({ text: string } | { placeholder: string })[] {
  const pieces: ({ text: string } | { placeholder: string })[] = []
  let at = 0
  for (const match of text.matchAll(PLACEHOLDER)) {
    if (match.index > at) pieces.push({ text: text.slice(at, match.index) })
    pieces.push({ placeholder: match[1] ?? '' })
    at = match.index + match[0].length
  }
  if (at < text.length) pieces.push({ text: text.slice(at) })
  return pieces
}

/** The placeholder that greets by name, if there is one: so called, or the only thing after a first word. */
export function greets(template: Template): string | undefined {
  const named = piecesOf(template.body).find((piece) => 'placeholder' in piece && /name|nombre|nome/iu.test(piece.placeholder))
  if (named && 'placeholder' in named) return named.placeholder
  return /^[\p{L}\p{M}¡!]+[\s,]+\{\{\s*(1)\s*\}\}/u.exec(template.body)?.[1]
}

/** Whether a value is the handle of a file that was chosen, not an address. */
export const isFile = (value: string): boolean => value.startsWith('file:')

/** What is wrong with what was filled in. */
export type SlotProblem = 'missing' | 'not_https' | 'not_degrees'

export function problemOf(slot: Slot, value: string): SlotProblem | undefined {
  const text = value.trim()
  if (!text) return slot.optional ? undefined : 'missing'
  if (slot.kind === 'media' && !isFile(text) && !/^https:\/\/[^\s/]+\.[^\s]+$/iu.test(text)) return 'not_https'
  if (slot.kind !== 'place' || (slot.name !== 'latitude' && slot.name !== 'longitude')) return undefined
  const most = slot.name === 'latitude' ? 90 : 180
  return Math.abs(Number(text)) <= most ? undefined : 'not_degrees'
}

/** The part of a send that the form fills. */
export function filledIn(template: Template, value: (slot: Slot) => string): Pick<WhatsappSendTemplateInput, 'parameters' | 'header' | 'buttons'> {
  const filled = slotsOf(template)
    .map((slot) => ({ slot, value: slot.kind === 'media' ? value(slot).trim() : oneLine(value(slot)) }))
    .filter((entry) => entry.value !== '')
  const of = (kind: Slot['kind']) => filled.filter(({ slot }) => slot.kind === kind)
  const place = Object.fromEntries(of('place').map(({ slot, value }) => [slot.name, value]))
  const header = {
    ...Object.fromEntries(of('media').map(({ slot, value }) => [isFile(value) ? 'file_path' : slot.field.slice(7), value])),
    ...Object.fromEntries(of('filename').map(({ value }) => ['filename', value])),
    ...Object.fromEntries(of('header').map(({ value }) => ['text', value])),
    ...(place['name'] === undefined
      ? {}
      : { location: { name: place['name'], address: place['address'] ?? '', latitude: Number(place['latitude']), longitude: Number(place['longitude']) } }),
  }
  const parameters = of('parameter').map(({ slot, value }) => ({ name: slot.name || null, value }))
  const buttons = of('button').map(({ slot, value }) => ({ index: slot.index ?? 0, value }))
  return {
    ...(parameters.length ? { parameters } : {}),
    ...(Object.keys(header).length ? { header } : {}),
    ...(buttons.length ? { buttons } : {}),
  }
}
