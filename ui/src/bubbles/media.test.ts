import { fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, describe, expect, it, vi } from 'vitest'

import type { Message } from '../contract'
import Bubble from './Bubble.svelte'
import { BARS, peaksOf } from './waveform'

const picture: Message = {
  message_id: 'wamid.1',
  at: '2025-11-19T14:05:00Z',
  direction: 'inbound',
  kind: 'image',
  text: 'Olha',
  delivery: 'received',
  media: { mime_type: 'image/jpeg', voice: false, animated: false },
}
const draw = (message: Message, more = {}) =>
  render(Bubble, { props: { message, contactName: 'M', now: new Date(), mediaUrl: () => 'kapso-media://localhost/wamid.1', ...more } })
    .container
const answer = (status: number) => vi.stubGlobal('fetch', vi.fn().mockResolvedValue(new Response(null, { status })))

afterEach(() => vi.unstubAllGlobals())

describe('a picture', () => {
  it('is busy until it is there, and then opens as large as the window', async () => {
    const item = draw(picture)
    expect(item.querySelector('.pic')?.getAttribute('aria-busy')).toBe('true')
    expect(screen.queryByRole('button')).toBeNull()
    await fireEvent.load(screen.getByAltText('Olha'))
    expect(item.querySelector('.pic')?.getAttribute('aria-busy')).toBe('false')
    await fireEvent.click(screen.getByRole('button', { name: 'Open the photo' }))
    expect(screen.getByRole('dialog', { name: 'Olha' })).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: 'Close' }))
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('opens with Enter on its bubble', async () => {
    draw(picture)
    await fireEvent.load(screen.getByAltText('Olha'))
    await fireEvent.keyDown(screen.getByRole('group'), { key: 'Enter' })
    expect(screen.getByRole('dialog', { name: 'Olha' })).toBeTruthy()
  })

  it('that could not be loaded can be tried again', async () => {
    answer(503)
    const item = draw(picture)
    await fireEvent.error(screen.getByAltText('Olha'))
    expect(await screen.findByText(/could not be loaded/)).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(item.querySelector('img')).toBeTruthy()
    expect(item.querySelector('.pic')?.getAttribute('aria-busy')).toBe('true')
  })

  it('that WhatsApp no longer keeps is not asked for again', async () => {
    answer(404)
    draw(picture)
    await fireEvent.error(screen.getByAltText('Olha'))
    expect(await screen.findByText('Photo is no longer kept by WhatsApp')).toBeTruthy()
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('that has not got there says so', () => {
    draw({ ...picture, direction: 'outbound', delivery: 'sending' }, { mediaUrl: undefined })
    expect(screen.getByText('Photo is on its way')).toBeTruthy()
  })
})

describe('a voice message', () => {
  const voice: Message = { ...picture, kind: 'audio', text: undefined, media: { mime_type: 'audio/ogg', voice: true, animated: false } }

  it('has a flat line where its loudness is not known, and shows what was said', () => {
    answer(503)
    const item = draw({ ...voice, media: { ...voice.media!, transcript: 'Oi, tudo bem?' } })
    expect(item.querySelectorAll('.wave.flat i')).toHaveLength(BARS)
    expect(item.querySelector('.transcript')?.textContent).toContain('Oi, tudo bem?')
    expect(screen.getByRole('button', { name: 'Play Voice message' })).toBeTruthy()
  })

  it('is asked for once it comes into sight, and plays what the page holds', async () => {
    let show = (_: { isIntersecting: boolean }[]) => {}
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        constructor(seen: typeof show) {
          show = seen
        }
        observe() {}
        disconnect() {}
      },
    )
    const asked = vi.fn().mockImplementation(async () => new Response('OggS'))
    vi.stubGlobal('fetch', asked)
    const item = draw(voice)
    show([{ isIntersecting: false }])
    expect(asked).not.toHaveBeenCalled()
    show([{ isIntersecting: true }])
    await vi.waitFor(() => expect(item.querySelector('audio')?.src).toMatch(/^blob:/))
    expect(asked).toHaveBeenCalledOnce()
    asked.mockImplementation(async () => new Response(null, { status: 410 }))
    await fireEvent.error(item.querySelector('audio')!)
    expect(await screen.findByText('Voice message is no longer kept by WhatsApp')).toBeTruthy()
  })

  it('draws how loud each part is beside the loudest', () => {
    const samples = new Float32Array(BARS * 100)
    samples[0] = 0.5
    samples[150] = -0.25
    expect(peaksOf(samples)?.slice(0, 3)).toEqual([1, 0.5, 0])
    expect(peaksOf(new Float32Array(5000))).toBeUndefined()
    expect(peaksOf(new Float32Array(0))).toBeUndefined()
  })
})
