/** How the window looks and speaks. */
export const look = {
  theme: 'Theme',
  themeHelp: 'Light, dark, or as the system does.',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  size: 'Text size',
  sizeHelp: (mod: string) => `Everything grows with it. ${mod} with + and − does the same.`,
  language: 'Language',
  languageHelp: 'What Kapso and your contacts write stays as it is.',
  languages: { system: 'System', en: 'English', es: 'Español', pt: 'Português' },
  letters: 'Letters as shortcuts',
  lettersHelp: (mod: string) => `J, K, E and the others act when no text has the focus. Keys with ${mod} stay.`,
  enterSends: 'Enter sends',
  enterHelp: (mod: string) => `Shift and Enter then writes a new line. ${mod} and Enter always sends.`,
}
