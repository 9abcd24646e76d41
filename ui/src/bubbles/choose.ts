import type { Component } from 'svelte'

import type { Message } from '../contract'
import { isBigEmoji } from '../format/emoji'
import Cards from './Cards.svelte'
import File from './File.svelte'
import Film from './Film.svelte'
import Interactive from './Interactive.svelte'
import Order from './Order.svelte'
import Picture from './Picture.svelte'
import Place from './Place.svelte'
import type { BubbleProps } from './props'
import Sound from './Sound.svelte'
import Sticker from './Sticker.svelte'
import Template from './Template.svelte'
import Text from './Text.svelte'
import Unsupported from './Unsupported.svelte'

type Kind = Message['kind']

/** What a message is drawn with, and the shape of its bubble. */
export interface Drawing {
  content: Component<BubbleProps>
  /** `media`: a picture to the edge. `tall`: the time on a line of its own. `bare`: no bubble. `event`: a line across the thread. */
  shape: 'plain' | 'media' | 'tall' | 'bare' | 'event'
}

const DRAWINGS: Record<Kind, Drawing> = {
  text: { content: Text, shape: 'plain' },
  button: { content: Text, shape: 'plain' },
  image: { content: Picture, shape: 'media' },
  video: { content: Film, shape: 'media' },
  audio: { content: Sound, shape: 'tall' },
  document: { content: File, shape: 'tall' },
  sticker: { content: Sticker, shape: 'bare' },
  location: { content: Place, shape: 'media' },
  contacts: { content: Cards, shape: 'tall' },
  interactive: { content: Interactive, shape: 'plain' },
  template: { content: Template, shape: 'plain' },
  order: { content: Order, shape: 'tall' },
  unsupported: { content: Unsupported, shape: 'tall' },
  reaction: { content: Text, shape: 'event' },
  system: { content: Text, shape: 'event' },
}

/** The one place that chooses. A message without what its kind needs is drawn as what it does have. */
export function drawingOf(message: Message): Drawing {
  if (!hasContent(message)) return message.text ? DRAWINGS.text : DRAWINGS.unsupported
  if (message.kind === 'text' && isBigEmoji(message.text ?? '')) return { content: Text, shape: 'bare' }
  if (message.interactive?.fields?.length) return { content: Interactive, shape: 'tall' }
  // a file carries its words and its time below the words
  if (message.kind === 'document' && message.text) return { content: File, shape: 'plain' }
  // a newer desk may know kinds that this window does not
  return Object.hasOwn(DRAWINGS, message.kind) ? DRAWINGS[message.kind] : DRAWINGS.unsupported
}

function hasContent(message: Message): boolean {
  switch (message.kind) {
    case 'text':
    case 'button':
      return Boolean(message.text)
    case 'location':
      return message.location !== undefined
    case 'contacts':
      return Boolean(message.contacts?.length)
    case 'interactive':
      return message.interactive !== undefined
    case 'template':
      return message.template !== undefined
    case 'order':
      return Boolean(message.order?.length)
    default:
      return true
  }
}
