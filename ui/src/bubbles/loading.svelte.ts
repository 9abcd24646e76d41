/** How a picture, film or sound stands: it is never shown as there before it is. */
export type MediaState = 'absent' | 'loading' | 'ready' | 'failed' | 'expired'

/** One attempt after the other to load what is behind an address. */
export class MediaLoad {
  /** Another number for another attempt: what is drawn with it is drawn anew. */
  attempt = $state(0)
  #state = $state<MediaState>('loading')
  #url: () => string | undefined

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

async function isGone(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url)
    await answer.body?.cancel()
    return answer.status === 404 || answer.status === 410
  } catch {
    return false
  }
}
