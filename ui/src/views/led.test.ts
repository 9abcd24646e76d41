import { cleanup, screen, waitFor } from '@testing-library/svelte'
import { afterEach, expect, test } from 'vitest'

import { openedShell } from '../tests/shell'

afterEach(cleanup)

test('a link into the window opens a conversation by its thread or by Kapso’s id, and the approvals', async () => {
  const { lead } = await openedShell()
  lead({ page: 'conversation', id: 'thr_2' })
  await waitFor(() => expect(screen.getByTestId('thread').dataset['thread']).toBe('thr_2'))
  lead({ page: 'approvals' })
  await screen.findByTestId('approval-request')
  lead({ page: 'conversation', id: 'cnv_0' })
  await waitFor(() => expect(screen.getByTestId('thread').dataset['thread']).toBe('thr_0'))
})

test('a link to a conversation that is not here says so, and leaves everything as it is', async () => {
  const { lead } = await openedShell()
  lead({ page: 'conversation', id: 'thr_404' })
  expect(await screen.findByRole('alert')).toBeTruthy()
  expect(screen.getAllByTestId('conversation-row').length).toBeGreaterThan(5)
  expect(screen.queryByTestId('thread')).toBeNull()
})
