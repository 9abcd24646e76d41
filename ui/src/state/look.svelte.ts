import { chosenTheme, chooseTheme, type Theme } from '../theme'

/** How the window looks to this person. */
export class Look {
  theme = $state<Theme>(chosenTheme())

  setTheme(theme: Theme): void {
    this.theme = theme
    chooseTheme(theme)
  }
}
