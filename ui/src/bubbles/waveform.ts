/** How many bars a sound is drawn with. */
export const BARS = 34

const known = new Map<string, Promise<number[] | undefined>>()
const MOST_KNOWN = 200
let last: Promise<unknown> = Promise.resolve()

/** How loud the sound of this address is along its way, each bar from 0 to 1; nothing when it cannot be decoded here. */
export function waveform(url: string, bytes: Blob): Promise<number[] | undefined> {
  const before = known.get(url)
  if (before) return before
  // one after the other: decoding is heavy, and a thread may hold many voice messages
  const peaks = last.then(() => decode(bytes)).catch(() => undefined)
  last = peaks
  known.set(url, peaks)
  const [oldest] = known.keys()
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest)
  return peaks
}

async function decode(bytes: Blob): Promise<number[] | undefined> {
  const context = new OfflineAudioContext(1, 1, 16_000)
  const sound = await context.decodeAudioData(await bytes.arrayBuffer())
  return peaksOf(sound.getChannelData(0))
}

/** The loudest moment in each of `BARS` equal parts, the loudest of all being 1; nothing for silence. */
export function peaksOf(samples: Float32Array): number[] | undefined {
  const peaks = Array.from({ length: BARS }, (_, bar) => {
    const part = samples.subarray(Math.floor((bar * samples.length) / BARS), Math.floor(((bar + 1) * samples.length) / BARS))
    return part.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)
  })
  const loudest = Math.max(...peaks)
  return loudest > 0.001 ? peaks.map((peak) => peak / loudest) : undefined
}
