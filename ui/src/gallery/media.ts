import type { Message } from '../contract'
import cup from './media/cup.svg'
import knee from './media/knee.svg'
import stairs from './media/stairs.svg'

const made = new Map<string, string>()

/** Where a message of the gallery has its picture, film or sound. A media id that ends in `-missing` is no longer kept, one in `-broken` is no picture. */
export function mediaUrl(message: Message): string | undefined {
  const id = message.media?.media_id
  if (!id) return undefined
  if (/-(missing|broken)$/.test(id)) return new URL(`/${id}`, location.href).href
  return { knee, stairs, cup }[id] ?? made.get(id)
}

/** Makes the sound and the film, which no file has to carry. */
export async function makeMedia(): Promise<void> {
  const { fetch } = window
  window.fetch = (input, init) =>
    String(input).endsWith('-missing') ? Promise.resolve(new Response('', { status: 404 })) : fetch(input, init)
  made.set('voice', URL.createObjectURL(new Blob([voice(42)], { type: 'audio/wav' })))
  const film = await record(stairs).catch(() => undefined)
  if (film) made.set('film', film)
}

/** Something that rises and falls like speech, as 8-bit PCM. */
function voice(seconds: number): ArrayBuffer {
  const rate = 8000
  const wav = new DataView(new ArrayBuffer(44 + seconds * rate))
  const ascii = (at: number, text: string) => [...text].forEach((letter, step) => wav.setUint8(at + step, letter.charCodeAt(0)))
  ascii(0, 'RIFF')
  wav.setUint32(4, 36 + seconds * rate, true)
  ascii(8, 'WAVEfmt ')
  wav.setUint32(16, 16, true)
  wav.setUint16(20, 1, true)
  wav.setUint16(22, 1, true)
  wav.setUint32(24, rate, true)
  wav.setUint32(28, rate, true)
  wav.setUint16(32, 1, true)
  wav.setUint16(34, 8, true)
  ascii(36, 'data')
  wav.setUint32(40, seconds * rate, true)
  for (let at = 0; at < seconds * rate; at += 1) {
    const time = at / rate
    const loudness = Math.abs(Math.sin(time * 0.9) * Math.sin(time * 2.3 + 1)) * Math.min(1, time)
    wav.setUint8(44 + at, 128 + Math.round(110 * loudness * Math.sin(time * 1400)))
  }
  return wav.buffer as ArrayBuffer
}

/** A second of a still picture. */
async function record(picture: string): Promise<string> {
  const image = new Image()
  image.src = picture
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = 520
  canvas.height = 336
  const pen = canvas.getContext('2d')
  const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: 'video/webm' })
  const parts: Blob[] = []
  recorder.ondataavailable = ({ data }) => parts.push(data)
  const stopped = new Promise((resolve) => (recorder.onstop = resolve))
  recorder.start()
  for (let step = 0; step < 10; step += 1) {
    pen?.drawImage(image, 0, 0, canvas.width, canvas.height)
    await new Promise((resolve) => setTimeout(resolve, 60))
  }
  recorder.stop()
  await stopped
  return URL.createObjectURL(new Blob(parts, { type: 'video/webm' }))
}
