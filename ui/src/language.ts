import { write } from './format/formats'
import { speak } from './words'

/** What the window speaks: a language of its own, or the system's where it knows it. */
export type Language = 'system' | 'en' | 'es' | 'pt'
type Spoken = Exclude<Language, 'system'>

const KEY = 'language'
const known: readonly Language[] = ['system', 'en', 'es', 'pt']

/** What was chosen before; it is kept with the window, for it tells nothing about anybody. */
export function chosenLanguage(): Language {
  const kept = localStorage.getItem(KEY)
  return known.find((language) => language === kept) ?? 'system'
}

/** Speaks what was chosen, or what is chosen now. */
export function useLanguage(language: Language = chosenLanguage()): void {
  const spoken = language === 'system' ? ofSystem() : language
  speak(spoken)
  localStorage.setItem(KEY, language)
  document.documentElement.lang = spoken
  // dates keep the system's own way of the same language
  write(navigator.language.startsWith(spoken) ? undefined : spoken)
}

function ofSystem(): Spoken {
  const [first = 'en'] = navigator.languages.map((tag) => tag.slice(0, 2)).filter((tag) => known.includes(tag as Language))
  return first as Spoken
}
