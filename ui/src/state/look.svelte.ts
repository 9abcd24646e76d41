import { chosenLanguage, type Language, useLanguage } from '../language'
import { chosenTheme, chooseTheme, type Theme } from '../theme'

/** How the window looks and speaks to this person. */
export class Look {
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
}
