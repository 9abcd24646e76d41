import { fireEvent, render, screen } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'

import type { Message } from '../contract'
import Bubble from './Bubble.svelte'
import { drawingOf } from './choose'
import type { BubbleProps } from './props'

const now = new Date('2025-11-19T14:09:00Z')

function message(parts: Partial<Message> = {}): Message {
  return {
    message_id: 'wamid.1',
    at: new Date(2025, 10, 19, 14, 9).toISOString(),
    direction: 'inbound',
    kind: 'text',
    text: 'Oi',
    delivery: 'received',
    ...parts,
  }
}
const ours = (parts: Partial<Message> = {}) =>
  message({ direction: 'outbound', delivery: 'read', send_id: 'snd_1', author: { kind: 'person' }, ...parts })
const draw = (shown: Message, props: Partial<BubbleProps> = {}) =>
  render(Bubble, { props: { message: shown, contactName: 'Mariana Souza', now, first: true, last: true, ...props } }).container
const buttons = () => screen.queryAllByRole('button').map((button) => button.textContent?.trim())

describe('who, when, and how far', () => {
  it('is the name of a bubble', () => {
    draw(ours())
    expect(screen.getByRole('group', { name: 'You, 14:09, read' })).toBeTruthy()
    draw(message())
    expect(screen.getByRole('group', { name: 'Mariana Souza, 14:09' })).toBeTruthy()
    draw(ours({ author: { kind: 'agent', name: 'Claude Code' }, delivery: 'accepted' }))
    expect(screen.getByRole('group', { name: 'Claude Code, 14:09, sent' })).toBeTruthy()
    draw(ours({ author: { kind: 'phone_app' }, delivery: 'failed' }))
    expect(screen.getByRole('group', { name: 'The phone app, 14:09, not sent' })).toBeTruthy()
  })

  it('is said of an agent, with who let it go', () => {
    const approved_at = new Date(2025, 10, 19, 14, 8).toISOString()
    const item = draw(ours({ author: { kind: 'agent', name: 'Claude Code', approved_at } }))
    expect(item.querySelector('.msg.by-agent .prov')?.textContent?.replace(/\s+/g, ' ').trim()).toBe('Claude Code approved by you, 14:08')
  })

  it('is not said of the person, nor of the contact', () => {
    expect(draw(ours()).querySelector('.prov')).toBeNull()
    expect(draw(message({ author: { kind: 'agent', name: 'Claude Code' } })).querySelector('.prov')).toBeNull()
  })
})

describe('a message that waits', () => {
  it('says how long it can be taken back, and takes it back', async () => {
    const onundo = vi.fn()
    const held = ours({ delivery: 'held', leaves_at: new Date(now.getTime() + 4900).toISOString() })
    const item = draw(held, { onundo })
    expect(item.querySelector('.msg.queued .prov')?.textContent).toContain('Sends in 4 s')
    await fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    expect(onundo).toHaveBeenCalledWith(held)
  })

  it('offers nothing more when its time is over', () => {
    const item = draw(ours({ delivery: 'held', leaves_at: now.toISOString() }), { onundo: vi.fn() })
    expect(item.querySelector('.prov')?.textContent).toContain('Leaving now')
    expect(buttons()).toEqual([])
  })
})

describe('a message that failed', () => {
  const failure = { code: 131016, message: 'Service unavailable.', remedy: 'Send it again in a moment.', retry: true }
  const acts = { onretry: vi.fn(), onedit: vi.fn(), ondiscard: vi.fn() }

  it('says why, what was kept and what to do', async () => {
    const failed = ours({ delivery: 'failed', failure })
    const item = draw(failed, acts)
    expect(item.querySelector('.failbox')?.textContent?.replace(/\s+/g, ' ')).toContain(
      'Not sent. WhatsApp says: Service unavailable (131016). Send it again in a moment. Your text is kept here.',
    )
    expect(buttons()).toEqual(['Retry', 'Edit', 'Discard'])
    await fireEvent.click(screen.getByRole('button', { name: 'Retry' }))
    expect(acts.onretry).toHaveBeenCalledWith(failed)
  })

  it('goes into a template once the window has closed, and tells what its code means', async () => {
    const late = ours({ delivery: 'failed', failure: { ...failure, code: 131047, message: 'Re-engagement message', retry: false } })
    const more = { ...acts, ontemplate: vi.fn(), onlink: vi.fn() }
    const item = draw(late, more)
    expect(item.querySelector('.failbox')?.textContent?.replace(/\s+/g, ' ')).toContain('Not sent. The 24-hour window closed before it arrived (131047). Your text is kept here.')
    expect(buttons()).toEqual(['Use a template', 'Edit', 'Discard', 'Details'])
    await fireEvent.click(screen.getByRole('button', { name: 'Use a template' }))
    await fireEvent.click(screen.getByRole('button', { name: 'Details' }))
    expect(more.ontemplate).toHaveBeenCalledWith(late)
    expect(more.onlink).toHaveBeenCalledWith(expect.stringContaining('https://developers.facebook.com/'))
  })

  it('is not sent again where that cannot help, nor from a desk that did not send it', () => {
    draw(ours({ delivery: 'failed', failure: { ...failure, retry: false } }), acts)
    expect(buttons()).toEqual(['Edit', 'Discard'])
    document.body.replaceChildren()
    draw(ours({ delivery: 'failed', failure, send_id: undefined }), acts)
    expect(buttons()).toEqual([])
  })
})

it('asks a person where nobody can tell whether it was sent', async () => {
  const [onretry, ondiscard] = [vi.fn(), vi.fn()]
  const item = draw(ours({ delivery: 'uncertain' }), { onretry, ondiscard })
  expect(item.querySelector('.msg.unsure')?.textContent).toContain('It may have been sent.')
  await fireEvent.click(screen.getByRole('button', { name: 'It was sent' }))
  expect([onretry.mock.calls.length, ondiscard.mock.calls.length]).toEqual([0, 1])
})

describe('a very long text', () => {
  const text = Array.from({ length: 500 }, (_, line) => `line ${line}`).join('\n')

  it('is folded until somebody wants to read it', async () => {
    const item = draw(message({ text }))
    expect(item.querySelectorAll('.bub > p')).toHaveLength(31)
    await fireEvent.click(screen.getByRole('button', { name: 'Read 470 more lines' }))
    expect(item.querySelectorAll('.bub > p')).toHaveLength(500)
  })

  it('is open where something is looked for', () => {
    expect(draw(message({ text }), { find: 'line 499' }).querySelector('mark')?.textContent).toBe('line 499')
  })
})

describe('links', () => {
  it('open outside, and the window stays where it is', async () => {
    const onlink = vi.fn()
    draw(message({ text: 'Veja https://a.example/x' }), { onlink })
    const click = new MouseEvent('click', { bubbles: true, cancelable: true })
    await fireEvent(screen.getByRole('link'), click)
    expect(click.defaultPrevented).toBe(true)
    expect(onlink).toHaveBeenCalledWith('https://a.example/x')
  })

  it('of a button open only where they lead over https', () => {
    const offer = (url: string) => ours({ kind: 'interactive', interactive: { kind: 'cta_url', button: 'Open', url } })
    draw(offer('javascript:alert(1)'), { onlink: vi.fn() })
    expect(buttons()).toEqual([])
    draw(offer('https://a.example/x'), { onlink: vi.fn() })
    expect(buttons()).toEqual(['Open'])
  })
})

describe('quotes and reactions', () => {
  it('name whose words they are and lead there', async () => {
    const ongoto = vi.fn()
    draw(message({ reply_to: { message_id: 'wamid.0', direction: 'outbound', kind: 'document', text: 'Preparo.pdf' } }), { ongoto })
    const quote = screen.getByRole('button', { name: 'You Preparo.pdf' })
    await fireEvent.click(quote)
    expect(ongoto).toHaveBeenCalledWith('wamid.0')
  })

  it('stand on their message, or alone where that is not shown', () => {
    draw(message({ reactions: [{ direction: 'outbound', emoji: '❤️' }] }))
    expect(screen.getByRole('img', { name: 'You reacted with ❤️' })).toBeTruthy()
    const reaction = message({ kind: 'reaction', reaction: { message_id: 'wamid.0', emoji: '👍' } })
    expect(draw(reaction).querySelector('.event')?.textContent).toContain('Mariana Souza reacted with 👍')
    expect(draw(reaction, { targetShown: true }).querySelector('li')).toBeNull()
  })
})

describe('a template', () => {
  it('names itself and marks what was filled in', () => {
    const template = { name: 'lembrete', language: 'pt_BR', values: ['Mariana', '10:30'] }
    const item = draw(ours({ kind: 'template', text: 'Olá, Mariana! Às 10:30.', template }))
    expect(item.querySelector('.tplhead')?.textContent).toContain('Template · lembrete · pt_BR')
    expect([...item.querySelectorAll('.fillv')].map((value) => value.textContent)).toEqual(['Mariana', '10:30'])
  })
})

describe('what is drawn', () => {
  it('has a shape for each kind', () => {
    const shape = (parts: Partial<Message>) => drawingOf(message(parts)).shape
    expect(shape({ text: '🎉' })).toBe('bare')
    expect(shape({ kind: 'image' })).toBe('media')
    expect(shape({ kind: 'document', text: undefined })).toBe('tall')
    expect(shape({ kind: 'document', text: 'O laudo' })).toBe('plain')
    expect(shape({ kind: 'system' })).toBe('event')
  })

  it('is what there is, where the kind has not what it needs', () => {
    const { content: text } = drawingOf(message())
    const { content: unsupported } = drawingOf(message({ kind: 'unsupported' }))
    for (const kind of ['location', 'contacts', 'interactive', 'template', 'order'] as const) {
      expect(drawingOf(message({ kind })).content, kind).toBe(text)
      expect(drawingOf(message({ kind, text: undefined })).content, kind).toBe(unsupported)
    }
    expect(drawingOf(message({ kind: 'constructor' as never })).content).toBe(unsupported)
    expect(drawingOf(message({ text: undefined })).content).toBe(unsupported)
  })
})
