import { chosenLanguage, type Language, useLanguage } from '../language'
import { chosenTheme, chooseTheme, type Theme } from '../theme'

/** Ways of this person that are kept with the window, for they tell nothing about anybody. */
type Way = 'letters' | 'enterSends' | 'slim'
const USUAL: Record<Way, boolean> = { letters: true, enterSends: false, slim: false }

/** How the window looks and speaks to this person, and which keys it takes. */
export class Look {
  /** Whether single letters are shortcuts. */
  letters = $state(kept('letters'))
  /** Whether Enter alone sends what is written. */
  enterSends = $state(kept('enterSends'))
  /** Whether the sidebar shows signs only. */
  slim = $state(kept('slim'))
  theme = $state<Theme>(chosenTheme())
  language = $state<Language>(chosenLanguage())

  setTheme(theme: Theme): void {
    this.theme = theme
    chooseTheme(theme)
  }

  async setLanguage(language: Language): Promise<void> {
    await useLanguage(language)
    this.language = language
  }

  set(way: Way, on: boolean): void {
    this[way] = on
    localStorage.setItem(way, String(on))
  }
}

function kept(way: Way): boolean {
  return (localStorage.getItem(way) ?? String(USUAL[way])) === 'true'
}
