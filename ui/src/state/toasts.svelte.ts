/** A short word about something that happened out of sight. */
export interface ToastNote {
  id: number
  text: string
  /** An error stays until it is closed; the rest goes after five seconds. */
  tone: 'plain' | 'error'
  action?: { label: string; run: () => void }
}

const SHOWN_MS = 5000

export class Toasts {
  notes = $state.raw<ToastNote[]>([])
  #last = 0

  say(text: string, action?: ToastNote['action']): void {
    const id = this.#add({ text, tone: 'plain', ...(action ? { action } : {}) })
    setTimeout(() => this.close(id), SHOWN_MS)
  }

  fail(text: string): void {
    this.#add({ text, tone: 'error' })
  }

  close(id: number): void {
    this.notes = this.notes.filter((note) => note.id !== id)
  }

  #add(note: Omit<ToastNote, 'id'>): number {
    this.#last += 1
    this.notes = [...this.notes, { ...note, id: this.#last }]
    return this.#last
  }
}
