/** What a test says is in sight: nothing is drawn here, so nothing can be seen by itself. */
export const sight = { whole: true }

class Sight {
  readonly #told: (entries: { isIntersecting: boolean }[]) => void

  constructor(told: (entries: { isIntersecting: boolean }[]) => void) {
    this.#told = told
  }

  observe(): void {
    setTimeout(() => this.#told([{ isIntersecting: sight.whole }]))
  }

  disconnect(): void {}
}
Object.assign(globalThis, { IntersectionObserver: Sight })
