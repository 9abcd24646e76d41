const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3)/u
const LONGEST = 64

/** Whether a message is nothing but one to three emoji, which are then drawn large. */
export function isBigEmoji(text: string): boolean {
  const bare = text.trim()
  if (!bare || bare.length > LONGEST) return false
  const signs = [...graphemes.segment(bare)].map(({ segment }) => segment).filter((segment) => segment.trim())
  return signs.length <= 3 && signs.every((sign) => EMOJI.test(sign))
}
