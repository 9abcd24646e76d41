/** How a picture, film or sound stands: it is never shown as there before it is. */
export type MediaState = 'absent' | 'loading' | 'ready' | 'failed' | 'expired'

/** One attempt after the other to load what is behind an address. */
export class MediaLoad {
  /** Another number for another attempt: what is drawn with it is drawn anew. */
  attempt = $state(0)
  #state = $state<MediaState>('loading')
  readonly #url: () => string | undefined

  constructor(url: () => string | undefined) {
    this.#url = url
  }

  get state(): MediaState {
    return this.#url() ? this.#state : 'absent'
  }

  ready = () => {
    this.#state = 'ready'
  }

  /** An element only says that it failed; the address itself knows whether there is still something behind it. */
  failed = async () => {
    this.#state = 'failed'
    const url = this.#url()
    const attempt = this.attempt
    if (url && (await isGone(url)) && attempt === this.attempt) this.#state = 'expired'
  }

  again = () => {
    this.attempt += 1
    this.#state = 'loading'
  }
}

/**
 * A sound or film, which the page holds while it is drawn. WebKitGTK leaves playing to GStreamer, which cannot ask at our address
 * but plays what the page has.
 */
export class PlayedLoad extends MediaLoad {
  bytes = $state.raw<Blob>()
  /** Where the page holds it; nothing until it is here. */
  src = $state<string>()
  #isNear = $state(false)

  constructor(url: () => string | undefined) {
    super(url)
    $effect(() => {
      const wanted = url()
      if (wanted && this.#isNear && this.attempt >= 0) return this.#hold(wanted)
    })
  }

  /** Nothing is fetched before its place comes into sight: a thread may hold many films. */
  near = (place: Element) => {
    const observer = new IntersectionObserver((seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return
      this.#isNear = true
      observer.disconnect()
    })
    observer.observe(place)
    return () => observer.disconnect()
  }

  #hold(url: string) {
    const left = new AbortController()
    void fetch(url, { signal: left.signal })
      .then((answer) => (answer.ok ? answer.blob() : Promise.reject(new Error(answer.statusText))))
      .then((bytes) => {
        if (left.signal.aborted) return
        this.bytes = bytes
        this.src = URL.createObjectURL(bytes)
      })
      .catch(() => {
        if (!left.signal.aborted) void this.failed()
      })
    return () => {
      left.abort()
      if (this.src) URL.revokeObjectURL(this.src)
      this.src = this.bytes = undefined
    }
  }
}

async function isGone(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url)
    await answer.body?.cancel()
    return answer.status === 404 || answer.status === 410
  } catch {
    return false
  }
}
