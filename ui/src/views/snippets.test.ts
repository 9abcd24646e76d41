import { expect, test } from 'vitest'

import { HIDDEN, snippet } from './snippets'

const URL = 'http://127.0.0.1:47821/mcp'

test.each(['code', 'cursor', 'zed'] as const)('%s gets JSON with the address and the token', (target) => {
  const written = JSON.parse(snippet(target, URL, 'kd_local_abc')) as Record<string, Record<string, { url: string; headers: object }>>
  const [servers] = Object.values(written)
  expect(servers?.['kapso-desk']).toMatchObject({ url: URL, headers: { Authorization: 'Bearer kd_local_abc' } })
})

test('Claude Code gets one command, and what is shown hides the token', () => {
  expect(snippet('claude', URL, 'kd_local_abc')).toBe(
    `claude mcp add --transport http kapso-desk ${URL} --header "Authorization: Bearer kd_local_abc"`,
  )
  expect(snippet('claude', URL, HIDDEN)).not.toContain('kd_local')
})
