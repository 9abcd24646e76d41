import { expect, it } from 'vitest'

import { smallest } from '../../scripts/smallest'

/** What an effect reads and throws away says when it runs again: without it, a file that came was never seen whole. */
it.each(['void request.file', 'void [request.new_messages, edit]', 'void this.text'])('keeps %s, which only says what is depended on', async (read) => {
  const code = `export function watch(request, edit) { effect(function () { ${read}; look() }) }`
  const made = await shrink(code)
  expect(made).toMatch(/\.(file|new_messages|text)\b/)
})

it('leaves out what nothing reads', async () => {
  expect(await shrink('const unread = 1; export const one = () => 2')).not.toContain('unread')
})

async function shrink(code: string): Promise<string> {
  const { renderChunk } = smallest('es2022')
  if (typeof renderChunk !== 'function') throw new Error('it makes nothing smaller')
  const context = { error: (wrong: unknown) => { throw new Error(String(wrong)) } }
  const made = await Reflect.apply(renderChunk, context, [code, { fileName: 'page.js' }])
  return (made as { code: string }).code
}
