/** How long a burst of events is collected before anything is read again, in milliseconds. */
const BURST_MS = 40

/** Makes many calls into few: one run for a burst, never two at once, and one more if something came meanwhile. */
export function coalesce(run: () => Promise<void>): () => void {
  let waiting = false
  let running = false
  let again = false

  const start = async () => {
    waiting = false
    running = true
    try {
      await run()
    } finally {
      running = false
      if (again) call()
    }
  }
  const call = () => {
    again = running
    if (running || waiting) return
    waiting = true
    setTimeout(() => void start(), BURST_MS)
  }
  return call
}
