/** What is kept on this computer. */
export const storage = {
  here: 'On this computer',
  messages: (count: number, since: string) => (since ? `${count} messages since ${since},` : `${count} messages,`),
  files: (count: number, size: string) => `${count} files with ${size}.`,
  room: 'Make room',
  old: {
    media: { label: 'Files of messages', help: (most: string) => `Fetched again when somebody looks at them. At most ${most} a project are kept; the oldest go first.` },
    messages: { label: 'Old messages', help: () => 'They stay at Kapso, and are not read again here.' },
  },
  olderThan: (days: number) => (days === 0 ? 'All' : days === 365 ? 'Older than a year' : `Older than ${days} days`),
  letGo: 'Delete here',
  act: (what: string) => `Delete here: ${what}`,
  sure: 'Delete these from this computer?',
  nothing: 'Nothing is that old',
  goFiles: (count: number, size: string) => `${count} files with ${size} go.`,
  goMessages: (count: number, files: number) => `${count} messages and ${files} files of them go.`,
  stays: {
    media: 'Their messages stay. Kapso keeps the files and sends them again when they are looked at.',
    messages: 'At Kapso nothing changes. Here stay the newest of each conversation, contacts, notes, drafts, and every conversation in which something waits.',
  },
  freed: (size: string) => `${size} freed`,
  privacy: 'Encryption and privacy',
  encrypted: 'Everything here is encrypted.',
  keyIn: {
    keychain: (name: string) => `Its key is in ${name}, apart from the file.`,
    program: (_: string) => 'The demo holds invented people; its key is part of the program.',
    memory: (_: string) => 'Its key is in memory only: when Kapso Desk quits, nobody can read this copy.',
  },
}
