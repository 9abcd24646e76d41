/** What is kept on this computer. */
export const storage = {
  here: 'On this computer',
  /** How many, the same written out, and since when. */
  messages: (count: number, many: string, since: string) => (count === 1 ? `1 message since ${since},` : since ? `${many} messages since ${since},` : `${many} messages,`),
  files: (count: number, many: string, size: string) => (count === 1 ? `1 file with ${size}.` : `${many} files with ${size}.`),
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
  goFiles: (count: number, many: string, size: string) => (count === 1 ? `1 file with ${size} goes.` : `${many} files with ${size} go.`),
  goMessages: (count: number, many: string, files: string) => (count === 1 ? `1 message goes, and ${files} of its files.` : `${many} messages go, and ${files} of their files.`),
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
