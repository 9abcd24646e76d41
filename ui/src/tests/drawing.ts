import { cleanup, render } from '@testing-library/svelte'
import { afterEach, expect, it, vi } from 'vitest'

import Bubble from '../bubbles/Bubble.svelte'
import type { Message } from '../contract'
import { hostile } from './hostile'

const KINDS: Message['kind'][] = [
  'text',
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'location',
  'contacts',
  'interactive',
  'button',
  'template',
  'reaction',
  'order',
  'system',
  'unsupported',
]
const OFFERS = ['button', 'list', 'cta_url', 'list_reply', 'nfm_reply']

/** Messages that say `text` wherever a stranger can say something, from one side or the other. */
export function messagesOf(text: string, turn = 0): Message[] {
  const option = { id: text, title: text, description: text, section: text }
  const full = (kind: Message['kind'], out: boolean, offer = 'button'): Message => ({
    message_id: 'wamid.1',
    send_id: out ? 'snd_1' : undefined,
    at: '2025-11-19T14:05:00Z',
    direction: out ? 'outbound' : 'inbound',
    kind,
    text,
    delivery: out ? 'failed' : 'received',
    media: { mime_type: text, filename: text, media_id: text, byte_size: 1, transcript: text, voice: true, animated: false },
    location: { latitude: 1, longitude: 2, name: text, address: text },
    contacts: [{ name: text, phones: [text, text] }],
    interactive: {
      kind: offer,
      header: text,
      footer: text,
      button: text,
      url: offer === 'cta_url' ? text : undefined,
      options: [option, option],
      fields: offer === 'nfm_reply' ? [{ name: text, value: text }] : [],
    },
    template: { name: text, language: text, values: [text, 'b'] },
    order: [{ product: text, quantity: 2, item_price: 1, currency: text }],
    reaction: { message_id: text, emoji: text },
    leaves_at: text,
  })
  // what stands on and under a bubble is the same for every kind
  const around: Partial<Message> = {
    failure: { code: 1, message: text, remedy: text, retry: true },
    reply_to: { message_id: text, direction: 'inbound', kind: 'text', text },
    reactions: [{ direction: 'inbound', emoji: text }],
    author: { kind: 'agent', name: text, approved_at: text },
  }
  return [
    { ...full('text', true), ...around },
    ...KINDS.map((kind, at) => full(kind, (at + turn) % 2 === 0)),
    ...OFFERS.map((offer) => full('interactive', false, offer)),
    { ...full('template', true), media: undefined, text: undefined },
  ]
}

// what is behind a message's media is not looked for here
vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')))

const nothing = () => undefined
const acts = { onlink: nothing, ongoto: nothing, onsave: nothing, onwriteto: nothing }
const sends = { onundo: nothing, onretry: nothing, onedit: nothing, ondiscard: nothing }

function draw(text: string, turn = 0): HTMLElement {
  const list = document.createElement('ol')
  for (const message of messagesOf(text, turn)) {
    const props = {
      message,
      first: true,
      last: true,
      contactName: text,
      now: new Date(),
      mediaUrl: () => 'https://media.example/1',
      find: turn % 2 ? text : undefined,
    }
    render(Bubble, { target: list, props: { ...props, ...acts, ...sends } })
  }
  return list
}

const namesOf = (list: HTMLElement) => new Set([...list.querySelectorAll('*')].map((element) => element.localName))
const classesOf = (list: HTMLElement) => new Set([...list.querySelectorAll('*')].flatMap((element) => [...element.classList]))

// what every bubble is made of when nobody means harm
const words = 'Um pão *doce* _hoje_ ~ontem~ `x` https://a.example/b +55 11 5550 0143'
const plain = [draw(words), draw(words, 1)]
const emoji = draw('🎉', 1)
const ours = {
  names: new Set([...plain.flatMap((list) => [...namesOf(list)]), ...namesOf(emoji)]),
  classes: new Set([...plain.flatMap((list) => [...classesOf(list)]), ...classesOf(emoji)]),
}
const others = (found: Set<string>, known: Set<string>) => [...found].filter((name) => !known.has(name))
for (const list of [...plain, emoji]) list.remove()
// they stand only for some words: a missing name, another file, one line more
for (const name of ['lucide-user-round', 'doc-pdf', 'fillv', 't2', 'over', 'lk']) ours.classes.add(name)

afterEach(() => {
  cleanup()
  document.body.replaceChildren()
})

/** Draws every string of one of several parts in bubbles of every kind: all at once would be more than a test's memory holds. */
export function drawsAsWords(part: number, parts: number): void {
  const shown = hostile.map((text, at) => ({ text, at })).filter(({ at }) => at % parts === part)
  it.each(shown.map(({ text, at }) => [at, JSON.stringify(text).slice(0, 50), text] as const))('draws %i: %s as words', (at, _shown, text) => {
    const list = draw(text, at)
    const elements = [...list.querySelectorAll('*')]

    expect(others(namesOf(list), ours.names)).toEqual([])
    expect(others(classesOf(list), ours.classes).filter((name) => !/^av[1-6]$/.test(name))).toEqual([])
    expect(elements.flatMap((element) => element.getAttributeNames()).filter((name) => /^on|srcdoc|action$/i.test(name))).toEqual([])
    for (const link of list.querySelectorAll('a')) expect(new URL(link.href).protocol).toBe('https:')
    for (const media of list.querySelectorAll('[src]')) expect(media.getAttribute('src')).toMatch(/^https:\/\/media\.example\/1(#t=0\.001)?$/)
    for (const bubble of list.querySelectorAll('.bub'))
      expect(bubble.parentElement?.className).toMatch(/^msg( out)? first last( by-agent)?( has-react)?( fail)?$/)
    expect(list.querySelectorAll(':scope > :not(li)')).toHaveLength(0)
    expect((window as { taken?: number }).taken).toBeUndefined()
  })
}
