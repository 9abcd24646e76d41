import { cleanup, render } from '@testing-library/svelte'
import { afterEach, expect, test } from 'vitest'

import Json from './Json.svelte'

afterEach(cleanup)

const shown = (text: string) => {
  const { container } = render(Json, { text })
  const pieces = [...container.querySelectorAll('span')].map((span) => [span.className.split(' ')[0], span.textContent])
  return { whole: container.querySelector('pre')?.textContent, pieces }
}

test('names, values and signs are told apart', () => {
  const { pieces } = shown('{ "to": "Ana: \\"hi\\"", "limit": 20 }')
  expect(pieces.filter(([kind]) => kind !== 'c')).toEqual([['k', '"to"'], ['s', '"Ana: \\"hi\\""'], ['k', '"limit"'], ['s', '20']])
})

test.each(['{"cut": "off', 'content: Sí, "Javier', '"\\', '', '{"a":"</pre><script>"}', '"lone" \u202e "'])('nothing of %j is lost', (text) => {
  expect(shown(text).whole).toBe(text)
})
