import { cleanup, render, screen } from '@testing-library/svelte'
import { afterEach, expect, test } from 'vitest'

import { connectTo } from '../bridge'
import { inventedDesk } from '../fake/desk'
import { Desk } from '../state/desk.svelte'
import FirstRun from './FirstRun.svelte'

afterEach(cleanup)

test.each([
  ['locked', /Your keychain is locked\. .*until you unlock it/],
  ['unavailable', /No keychain is running\. .*Start GNOME Keyring, KWallet or KeePassXC/],
  ['nobus', /There is no session bus\. .*dbus-run-session/],
] as const)('a keychain that is %s says so, and what to do', async (keychain, says) => {
  connectTo(inventedDesk({ people: 1, project: 'none', weather: 'following', keychain, undoSeconds: 0 }))
  const desk = new Desk()
  await desk.start()
  render(FirstRun, { desk })
  expect((await screen.findByRole('status')).textContent?.replace(/\s+/g, ' ')).toMatch(says)
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy()
})
