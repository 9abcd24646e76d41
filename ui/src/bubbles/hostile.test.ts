import { render } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import type { Message } from '../contract'
import { drawsAsWords, messagesOf } from '../tests/drawing'
import { hostile } from '../tests/hostile'
import Bubble from './Bubble.svelte'

it('has strings enough', () => {
  expect(new Set(hostile).size).toBeGreaterThanOrEqual(500)
})

drawsAsWords(0, 4)

it('shows every character of what was written', () => {
  const text = '<b>x</b> & "y" \u202Ez\u202C\n\n  indented'
  render(Bubble, {
    props: { message: { ...messagesOf(text)[0], reply_to: undefined, reactions: [] } as Message, contactName: 'M', now: new Date() },
  })
  const lines = [...document.querySelectorAll('.bub > p')].map((line) => line.textContent)
  expect(lines).toEqual(['<b>x</b> & "y" \u202Ez\u202C', '', '  indented'])
})
