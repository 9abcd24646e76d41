/** The window's frame: sidebar, banners, and what stands where a page cannot. */
export const frame = {
  product: 'Kapso Desk',
  main: 'Main',
  sections: 'Sections',
  inbox: 'Inbox',
  approvals: 'Approvals',
  contacts: 'Contacts',
  customers: 'Customers',
  templates: 'Templates',
  agents: 'Agents',
  settings: 'Settings',
  unread: (count: number) => `${count} unread`,
  waiting: (count: number) => `${count} waiting`,
  endpointOn: 'Endpoint on',
  endpointOff: 'Endpoint off',

  allNumbers: 'All numbers',
  numbers: (count: number) => (count === 1 ? '1 number' : `${count} numbers`),
  number: 'Number:',
  whatsappNumbers: 'WhatsApp numbers',
  switchWith: 'Switch with',
  jump: 'Jump',
  quality: { YELLOW: 'quality medium', RED: 'quality low' } as Record<string, string>,
  disconnected: 'disconnected',

  project: 'Project:',
  projects: 'Projects',
  demo: 'Demo workspace',
  demoSays: 'Nothing is sent',
  sessionOnly: 'This session only',
  keyEnds: (ending: string) => `Key ends in ${ending}`,
  addProject: 'Add or manage projects',

  offline: {
    lead: 'You are offline.',
    since: (time: string) => `Offline since ${time}`,
    text: (time: string, waiting: number) =>
      waiting === 0
        ? `What you read is from ${time}. New messages wait here and send when you are back.`
        : waiting === 1
          ? `What you read is from ${time}. 1 message waits in the outbox and sends when you are back.`
          : `What you read is from ${time}. ${waiting} messages wait in the outbox and send when you are back.`,
  },
  slowed: {
    lead: 'Kapso asked us to slow down.',
    text: (seconds: number) => `Refreshing again in ${seconds} s. Sending still works.`,
    soon: 'Refreshing again shortly. Sending still works.',
  },
  down: {
    lead: (code: string) => `Kapso is not answering (${code}).`,
    text: (time: string, waiting: number) =>
      waiting === 0
        ? `What you read is from ${time}. New messages wait here until it answers.`
        : waiting === 1
          ? `What you read is from ${time}. 1 message waits in the outbox.`
          : `What you read is from ${time}. ${waiting} messages wait in the outbox.`,
    again: (seconds: number) => `Trying again in ${seconds} s.`,
    status: 'WhatsApp status',
  },
  refused: {
    lead: (project: string) => `Kapso refused the key for ${project}.`,
    text: (time: string, drafts: number) =>
      drafts === 0
        ? `It was accepted until ${time}, so it was probably revoked or replaced. Cached conversations stay readable.`
        : drafts === 1
          ? `It was accepted until ${time}, so it was probably revoked or replaced. Cached conversations stay readable, and 1 draft is kept.`
          : `It was accepted until ${time}, so it was probably revoked or replaced. Cached conversations stay readable, and ${drafts} drafts are kept.`,
    replace: 'Replace key',
    read: 'Read cached',
    since: (time: string) => `Refused since ${time}`,
  },

  filling: (conversations: string, contacts: string, messages: string, back: string) =>
    `${conversations} conversations, ${contacts} contacts and ${messages} messages${back && ` back to ${back}`} are here. You can begin.`,

  tryAgain: 'Try again',
  tryNow: 'Try now',
  trying: 'Trying',
  retry: 'Retry',
  close: 'Close',
  cancel: 'Cancel',
  copy: 'Copy',
  copied: 'Copied',
  undo: 'Undo',
  sendingTo: (name: string, seconds: number) => `Sending to ${name} in ${seconds} s`,
}
