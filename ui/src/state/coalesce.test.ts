import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { coalesce } from './coalesce'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a burst is one run, and what comes during a run is one more', async () => {
  let finish: () => void = () => undefined
  const run = vi.fn(() => new Promise<void>((done) => (finish = done)))
  const call = coalesce(run)
  call()
  call()
  call()
  await vi.advanceTimersByTimeAsync(50)
  expect(run).toHaveBeenCalledTimes(1)
  call()
  call()
  await vi.advanceTimersByTimeAsync(50)
  expect(run).toHaveBeenCalledTimes(1)
  finish()
  await vi.advanceTimersByTimeAsync(50)
  expect(run).toHaveBeenCalledTimes(2)
})
