// @vitest-environment node
import { expect, test, vi } from 'vitest'

import { inPage } from '../../scripts/wordsInPage'
import { inLanguage } from './languages'

/** What every sentence says, with plain arguments where it takes some. */
function all(words: unknown): string[] {
  if (typeof words === 'string') return [words]
  if (typeof words === 'function') return ['1', 2, 0].map((first) => String((words as (...put: unknown[]) => unknown)(first, 3, true, 'x')))
  return Object.values(words as object).flatMap(all).sort()
}

test.each(['en', 'es', 'pt'] as const)('a build says from its page what the files say: %s', async (language) => {
  const { script, texts } = inPage()
  vi.stubGlobal('document', { getElementById: (id: string) => ({ content: { textContent: texts.get(id.replace('words-', ''))?.join('\n') } }) })
  const built = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(script)}`)) as { inLanguage: typeof inLanguage }
  expect(all(built.inLanguage(language))).toEqual(all(inLanguage(language)))
})
