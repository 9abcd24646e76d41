/** Steps of a colour channel that count as one colour. */
const STEP = 32
/** Pixels that are more transparent than this are not looked at. */
const OPAQUE = 128

/** The colour that tells most about a picture, from its pixels (red, green, blue, opacity); nothing where all of it is transparent. */
export function mainColour(pixels: Uint8ClampedArray): string | undefined {
  const found = new Map<number, { weight: number; sum: [number, number, number]; count: number }>()
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const [red = 0, green = 0, blue = 0, opacity = 0] = pixels.subarray(at, at + 4)
    if (opacity < OPAQUE) continue
    const key = [red, green, blue].reduce((all, channel) => all * 8 + Math.floor(channel / STEP), 0)
    const group = found.get(key) ?? { weight: 0, sum: [0, 0, 0], count: 0 }
    group.sum = [group.sum[0] + red, group.sum[1] + green, group.sum[2] + blue]
    group.count += 1
    group.weight += Math.max(red, green, blue) - Math.min(red, green, blue) // grey says little about whose logo it is
    found.set(key, group)
  }
  const best = [...found.values()].sort((a, b) => b.weight - a.weight || b.count - a.count)[0]
  if (!best) return undefined
  return `#${best.sum.map((sum) => Math.round(sum / best.count).toString(16).padStart(2, '0')).join('')}`
}
