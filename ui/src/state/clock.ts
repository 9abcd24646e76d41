import { createSubscriber } from 'svelte/reactivity'

/** The present. Whoever reads it is drawn again once a minute. */
export function nowByMinute(): Date {
  everyMinute()
  return new Date()
}

/** The present. Whoever reads it is drawn again once a second: only for undo and approvals. */
export function nowBySecond(): Date {
  everySecond()
  return new Date()
}

const everyMinute = createSubscriber((update) => {
  const timer = setInterval(update, 60_000)
  return () => clearInterval(timer)
})

const everySecond = createSubscriber((update) => {
  const timer = setInterval(update, 1000)
  return () => clearInterval(timer)
})
