import type { Message, Preview } from '../contract'
import type { IconName } from '../parts/icons'
import { words } from '../words'

type Kind = Message['kind']

const GLYPHS: Record<Kind, IconName | undefined> = {
  text: undefined,
  image: 'image',
  video: 'video',
  audio: 'mic',
  document: 'file-text',
  sticker: 'sticker',
  location: 'map-pin',
  contacts: 'user-round',
  interactive: 'list',
  button: 'reply',
  template: 'layout-template',
  reaction: 'face-slightly-smiling-plus',
  order: 'shopping-bag',
  system: 'info',
  unsupported: 'circle-question-mark',
}

/** The sign before a preview or a quote: what kind of message it was. Text has none. */
export function kindGlyph(kind: Kind | undefined, direction?: Preview['direction']): IconName | undefined {
  if (kind === 'interactive' && direction === 'inbound') return 'reply' // a contact can only choose
  return kind && GLYPHS[kind]
}

/** What a message says in one line, or what it is where it says nothing. */
export function previewText(preview: { kind?: Kind; text?: string }): string {
  return preview.text?.trim() || words.messages.kinds[preview.kind ?? 'unsupported']
}
