import { cleanup, fireEvent, screen } from '@testing-library/svelte'
import axe from 'axe-core'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { openedShell, type Opened } from '../tests/shell'

let shell: Opened
beforeEach(async () => {
  shell = await openedShell({ requests: 5 })
})
afterEach(cleanup)

/** What axe finds without drawing: names, roles, relations. Contrast is computed from the tokens. */
async function found(): Promise<string[]> {
  const { violations } = await axe.run(document.body, { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } })
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}

const go = async (key: string, wait: () => Promise<unknown>) => {
  await shell.key('g')
  await shell.key(key)
  await wait()
}

test('axe finds nothing on any page', async () => {
  await fireEvent.click(screen.getAllByTestId('conversation-row')[1] as Element)
  await screen.findAllByTestId('pending-request')
  expect(await found()).toEqual([])
  await go('a', () => screen.findByTestId('approval-request'))
  expect(await found()).toEqual([])
  await fireEvent.click(screen.getByRole('tab', { name: 'History' }))
  await screen.findAllByTestId('decision')
  expect(await found()).toEqual([])
  await go('c', () => screen.findByTestId('note-input'))
  expect(await found()).toEqual([])
  await go('u', () => screen.findByTestId('setup-link'))
  expect(await found()).toEqual([])
  await go('t', () => screen.findByTestId('send-template'))
  expect(await found()).toEqual([])
  await go('m', () => screen.findAllByTestId('agent-row'))
  expect(await found()).toEqual([])
  for (const [tab, id] of [['Permissions', 'tool'], ['Activity', 'call']] as const) {
    await fireEvent.click(screen.getByRole('tab', { name: new RegExp(tab) }))
    await screen.findAllByTestId(id)
    expect(await found()).toEqual([])
  }
  await shell.key(',', { ctrlKey: true })
  for (const link of (await screen.findByRole('navigation', { name: 'Settings pages' })).querySelectorAll('a')) {
    await fireEvent.click(link)
    await new Promise((done) => setTimeout(done, 50))
    expect(await found()).toEqual([])
  }
}, 120_000)
