const KEY = 'keys'

let own = $state.raw<Readonly<Record<string, string>>>(kept())

/** Keys that this person chose in place of the usual ones, by command. They are kept with the window, for they tell nothing about anybody. */
export const ownKeys = {
  of: (command: string): string | undefined => own[command],

  get any(): boolean {
    return Object.keys(own).length > 0
  },

  choose(command: string, keys: string): void {
    own = { ...own, [command]: keys }
    localStorage.setItem(KEY, JSON.stringify(own))
  },

  /** The usual ones again. */
  forget(): void {
    own = {}
    localStorage.removeItem(KEY)
  },
}

function kept(): Record<string, string> {
  try {
    return Object.fromEntries(Object.entries(JSON.parse(localStorage.getItem(KEY) ?? '{}')).filter(([, keys]) => typeof keys === 'string')) as Record<string, string>
  } catch {
    return {} // what cannot be read is as if nobody had chosen
  }
}
