/** A short word about something that happened out of sight. */
export interface ToastNote {
  id: number
  text: string
  /** A second line. */
  sub?: string
  /** An error stays until it is closed; the rest goes after five seconds. */
  tone: 'plain' | 'error'
  action?: { label: string; keys?: string; run: () => void }
}

const SHOWN_MS = 5000
/** As many as fit below a list. */
const MOST = 3

export class Toasts {
  notes = $state.raw<ToastNote[]>([])
  /** Whether the pointer or the focus is on them: then none goes by itself. */
  held = false
  #last = 0

  say(text: string, action?: ToastNote['action'], sub?: string): void {
    const id = this.#add({ text, tone: 'plain', ...(action ? { action } : {}), ...(sub ? { sub } : {}) })
    this.#fade(id)
  }

  fail(text: string): void {
    this.#add({ text, tone: 'error' })
  }

  close(id: number): void {
    this.notes = this.notes.filter((note) => note.id !== id)
    if (this.notes.length === 0) this.held = false // what is gone tells nobody that it was left
  }

  #fade(id: number): void {
    setTimeout(() => (this.held ? this.#fade(id) : this.close(id)), SHOWN_MS)
  }

  #add(note: Omit<ToastNote, 'id'>): number {
    this.#last += 1
    this.notes = [...this.notes, { ...note, id: this.#last }].slice(-MOST)
    return this.#last
  }
}
