/** What a test says is in sight: nothing is drawn here, so nothing can be seen by itself. */
export const sight = { whole: true }

class Sight {
  readonly #told: (entries: { target: Element; isIntersecting: boolean }[]) => void

  constructor(told: (entries: { target: Element; isIntersecting: boolean }[]) => void) {
    this.#told = told
  }

  observe(target: Element): void {
    setTimeout(() => this.#told([{ target, isIntersecting: sight.whole }]))
  }

  disconnect(): void {}
}
Object.assign(globalThis, { IntersectionObserver: Sight })
