import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { connectTo } from '../bridge'
import { inventedDesk } from '../fake/desk'
import { Desk } from '../state/desk.svelte'
import { numbers } from '../fake/cast'
import FirstRun from './FirstRun.svelte'

const begin = { people: 12, project: 'none', weather: 'following', keychain: 'open', undoSeconds: 0 } as const
let desk: Desk

beforeEach(async () => {
  connectTo(inventedDesk(begin))
  desk = new Desk()
  await desk.start()
  render(FirstRun, { desk })
})
afterEach(cleanup)

const field = () => screen.getByLabelText<HTMLInputElement>('API key')
const type = async (key: string) => {
  await fireEvent.input(field(), { target: { value: key } })
  await fireEvent.submit(field())
}

describe('a pasted key', () => {
  test('is masked, and gone from the page when it was taken', async () => {
    expect(field().type).toBe('password')
    await type('a-good-key-of-the-right-length')
    await waitFor(() => expect(desk.state?.project?.project.key_ends_in).toBe('ngth'))
    expect(screen.queryByLabelText('API key')).toBeNull()
  })

  test.each([
    ['short', 'That does not look like a Kapso API key.'],
    ['a key with spaces in the middle', 'That does not look like a Kapso API key.'],
    ['refused-key-1234567890-2e0', 'Kapso did not accept this key (401).'],
    ['offline-key-1234567890-2e0', 'There is no network.'],
    ['tls-key-1234567890-1234567', 'The connection to Kapso is not secure.'],
    ['nochain-key-1234567890-2e0', 'No keychain is running.'],
    ['locked-key-1234567890-2e0-', 'Your keychain is locked.'],
  ])('%s is refused in its own words', async (key, lead) => {
    await type(key)
    expect((await screen.findByRole('alert')).textContent).toContain(lead)
    expect(desk.state?.project).toBeUndefined()
    expect(document.body.textContent).not.toContain(key)
  })

  test('that was refused cannot be sent again unchanged, and one that met a locked keychain can', async () => {
    screen.getByRole('button', { name: /Connect/ }).focus()
    await type('refused-key-1234567890-2e0')
    await screen.findByRole('alert')
    await waitFor(() => expect(document.activeElement).toBe(field())) // another key is needed
    expect(screen.getByRole('button', { name: /Connect/ }).getAttribute('aria-disabled')).toBe('true')
    await fireEvent.input(field(), { target: { value: 'locked-key-1234567890-2e0-' } })
    expect(screen.queryByRole('alert')).toBeNull()
    await fireEvent.submit(field())
    await screen.findByRole('alert')
    expect(screen.getByRole('button', { name: /Check again/ }).getAttribute('aria-disabled')).toBeNull()
  })
})

test('the demo opens without a key', async () => {
  await fireEvent.click(screen.getByRole('button', { name: /Explore the demo/ }))
  await waitFor(() => expect(desk.state?.project?.project.demo).toBe(true))
})

describe('the numbers of a project that was just connected', () => {
  const connected = async () => {
    await type('a-good-key-of-the-right-length')
    await screen.findByRole('heading', { name: 'Which numbers belong on your desk?' })
    return screen.findAllByRole<HTMLInputElement>('checkbox')
  }

  test('are all shown at first, and those that are left out are kept before the inbox opens', async () => {
    const boxes = await connected()
    expect(boxes.map(({ checked }) => checked)).toEqual(numbers.map(() => true))
    expect(document.activeElement).toBe(boxes[0])
    await fireEvent.click(boxes[1] as HTMLElement)
    expect(desk.choosing).toBe(true)
    await fireEvent.click(screen.getByRole('button', { name: /Open inbox/ }))
    await waitFor(() => expect(desk.choosing).toBe(false))
    expect(desk.state?.project?.project.hidden_numbers).toEqual([numbers[1]?.phone_number_id])
  })

  test('are not all left out, and the way back leads to the keys with the project among them', async () => {
    for (const box of await connected()) await fireEvent.click(box)
    expect(screen.getByRole('button', { name: /Open inbox/ }).getAttribute('aria-disabled')).toBe('true')
    await fireEvent.click(screen.getByRole('button', { name: 'Back' }))
    await fireEvent.click(await screen.findByRole('button', { name: /Northquay/ }))
    await waitFor(() => expect(desk.choosing).toBe(false))
  })
})
