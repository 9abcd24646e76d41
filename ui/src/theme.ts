/** How the window looks: light, dark, or as the system does. */
export type Theme = 'system' | 'light' | 'dark'
export const themes: readonly Theme[] = ['system', 'light', 'dark']

const KEY = 'theme'

/** What was chosen before; it is kept with the window, for it tells nothing about anybody. */
export function chosenTheme(): Theme {
  const kept = localStorage.getItem(KEY)
  return themes.find((theme) => theme === kept) ?? 'system'
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme)
  apply()
}

/** Follows the choice and the system between light and dark, from before the first paint. */
export function followTheme(): void {
  dark().addEventListener('change', apply)
  apply()
}

function apply(): void {
  const theme = chosenTheme()
  document.documentElement.dataset['theme'] = theme === 'system' ? (dark().matches ? 'dark' : 'light') : theme
}

const dark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)')
