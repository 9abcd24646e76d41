import { expect, it } from 'vitest'

import { hostile } from '../tests/hostile'
import { oneLine, settled } from './bidi'
import { isBigEmoji } from './emoji'
import { fileKind } from './files'
import { kindGlyph, previewText } from './preview'

const media = (filename: string, mime_type?: string) => ({ filename, mime_type, voice: false, animated: false })

it('draws one to three emoji large, and nothing else', () => {
  for (const emoji of ['👍', '❤️', '👨‍👩‍👧‍👦 🎉', '🇧🇷🇲🇽🇸🇦', '4️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', ' 🙏🏽 ']) expect(isBigEmoji(emoji), emoji).toBe(true)
  for (const text of ['', ' ', '👍 ok', '1', '#', '👍👍👍👍', '🙏'.repeat(60), '©x']) expect(isBigEmoji(text), text).toBe(false)
})

it('keeps a name on one line and lets nothing turn it around', () => {
  expect(oneLine('invoice\u202Egpj.exe')).toBe('invoicegpj.exe')
  expect(oneLine(' a\n\tb\u0000c \u2028')).toBe('a b c')
  expect(oneLine('متجر\u200F النخيل 👨‍👩‍👧')).toBe('متجر\u200F النخيل 👨‍👩‍👧')
  for (const text of hostile) expect(oneLine(text)).not.toMatch(/[\u202A-\u202E\n\r\u0000-\u001F\u2028\u2029]/)
})

it('lets direction marks turn only what they enclose', () => {
  for (const kept of ['\u2067متجر\u2069 x', '\u202Eabc\u202C', '\u2066a \u202Bb\u202C\u2069', '\u200Fعربي', 'plain'])
    expect(settled(kept)).toBe(kept)
  expect(settled('\u202Efdp.exe')).toBe('fdp.exe')
  expect(settled('\u2066\u2067\u2068unclosed')).toBe('unclosed')
  expect(settled('\u2069\u202Eabc\u202C')).toBe('abc')
  expect(settled('\u2066a\u202Eb\u2069c\u202C')).toBe('abc')
})

it('says what a file is by its type before its name', () => {
  expect(fileKind(media('Laudo.pdf', 'application/pdf'))).toBe('PDF')
  expect(fileKind(media('photo.exe', 'application/pdf; charset=x'))).toBe('PDF')
  expect(fileKind(media('invoice\u202Efdp.exe'))).toBe('EXE')
  expect(fileKind(media('a.webmanifest'))).toBe('')
  expect(fileKind(media('<b>'))).toBe('')
})

it('previews a message by its words, or by its kind', () => {
  expect(previewText({ kind: 'audio', text: '  ' })).toBe('Voice message')
  expect(previewText({ kind: 'image', text: 'Olha' })).toBe('Olha')
  expect(kindGlyph('interactive', 'inbound')).toBe('reply')
  expect(kindGlyph('interactive', 'outbound')).toBe('list')
  expect(kindGlyph('text')).toBeUndefined()
  expect(kindGlyph(undefined)).toBeUndefined()
})
