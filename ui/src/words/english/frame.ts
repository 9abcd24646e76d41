/** The window's frame: sidebar, banners, and what stands where a page cannot. */
export const frame = {
  product: 'Kapso Desk',
  main: 'Main',
  sections: 'Sections',
  inbox: 'Inbox',
  approvals: 'Approvals',
  agents: 'Agents',
  settings: 'Settings',
  unread: (count: number) => `${count} unread`,
  waiting: (count: number) => `${count} waiting`,
  endpointOn: 'Endpoint on',
  endpointOff: 'Endpoint off',

  allNumbers: 'All numbers',
  numbers: (count: number) => (count === 1 ? '1 number' : `${count} numbers`),
  numberSwitch: (name: string) => `Number: ${name}`,
  whatsappNumbers: 'WhatsApp numbers',
  switchWith: 'Switch with',
  jump: 'Jump',
  quality: { YELLOW: 'quality medium', RED: 'quality low' } as Record<string, string>,
  disconnected: 'disconnected',

  project: (name: string) => `Project: ${name}`,
  projects: 'Projects',
  inUse: 'In use',
  demo: 'Demo workspace',
  demoSays: 'Nothing is sent',
  sessionOnly: 'This session only',
  keyEnds: (ending: string) => `Key ends in ${ending}`,
  addProject: 'Add or manage projects',

  offlineSince: (time: string) => `Offline since ${time}`,
  offline: {
    lead: 'You are offline.',
    text: (time: string) => `What you read is from ${time}. New messages wait here and send when you are back.`,
  },
  slowed: {
    lead: 'Kapso asked us to slow down.',
    text: (seconds: number) => `Refreshing again in ${seconds} s. Sending still works.`,
    soon: 'Refreshing again shortly. Sending still works.',
  },
  down: {
    lead: (code: string) => `Kapso is not answering (${code}).`,
    text: (time: string) => `What you read is from ${time}. New messages wait here until it answers.`,
  },
  refused: {
    lead: (project: string) => `Kapso refused the key for ${project}.`,
    text: (time: string) =>
      `It was accepted until ${time}, so it was probably revoked or replaced. Cached conversations stay readable, and drafts are kept.`,
    replace: 'Replace key',
  },

  opening: 'Opening',
  cannotOpen: 'Kapso Desk cannot open',
  tryAgain: 'Try again',
  retry: 'Retry',
  close: 'Close',
  cancel: 'Cancel',
  copy: 'Copy',
  copied: 'Copied',
  undo: 'Undo',
  sendingTo: (name: string, seconds: number) => `Sending to ${name} in ${seconds} s`,
}
