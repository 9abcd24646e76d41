import { call } from '../bridge'
import type { DeskChangeSettingsInput } from '../contract'
import { chosenLanguage, type Language, useLanguage } from '../language'
import { chosenTheme, chooseTheme, type Theme } from '../theme'

/** Ways of this person that are kept with the window, for they tell nothing about anybody. */
type Way = 'letters' | 'enterSends' | 'slim'
const USUAL: Record<Way, boolean> = { letters: true, enterSends: false, slim: false }

/** How the window looks and speaks to this person, and which keys it takes. */
export class Look {
  /** Whether single letters are shortcuts. */
  letters = $state.raw(kept('letters'))
  /** Whether Enter alone sends what is written. */
  enterSends = $state.raw(kept('enterSends'))
  /** Whether the sidebar shows signs only. */
  slim = $state.raw(kept('slim'))
  theme = $state.raw<Theme>(chosenTheme())
  language = $state.raw<Language>(chosenLanguage())

  setTheme(theme: Theme): void {
    this.theme = theme
    chooseTheme(theme)
    tell({ appearance: theme })
  }

  setLanguage(language: Language): void {
    useLanguage(language)
    this.language = language
    tell({ language })
  }

  set(way: Way, on: boolean): void {
    this[way] = on
    localStorage.setItem(way, String(on))
  }
}

/** The desk is told as well: its tray and its notifications speak the same language. The window does not wait for it. */
function tell(input: DeskChangeSettingsInput): void {
  void call('desk_change_settings', input).catch(() => undefined)
}

function kept(way: Way): boolean {
  return (localStorage.getItem(way) ?? String(USUAL[way])) === 'true'
}
