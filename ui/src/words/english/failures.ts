import type { DeskError } from '../../contract'

/** What happened in a few words, then what was kept and what to do. */
export interface Failure {
  lead: string
  text: string
}

type Said = Partial<Record<DeskError['code'], Failure>>

/** When a key is typed. */
const key: Said = {
  key_malformed: {
    lead: 'That does not look like a Kapso API key.',
    text: 'Nothing was saved or sent. Copy the key again from Kapso, under Integrations, API keys.',
  },
  offline: { lead: 'There is no network.', text: 'The key was not checked and nothing was saved. Connect, then try again.' },
  tls_failed: {
    lead: 'The connection to Kapso is not secure.',
    text: 'Its certificate could not be checked, so the key was not sent. A proxy, a firewall or a wrong clock can cause this.',
  },
  upstream_timeout: { lead: 'Kapso did not answer in time.', text: 'The key could not be checked and nothing was saved. Try again.' },
  upstream_down: { lead: 'Kapso is not answering.', text: 'The key could not be checked and nothing was saved. Try again in a minute.' },
  rate_limited: { lead: 'Kapso asked us to slow down.', text: 'The key could not be checked and nothing was saved. Try again in a minute.' },
  keychain_unavailable: {
    lead: 'No keychain is running.',
    text: 'Kapso Desk keeps keys only in a system keychain. Start one, then try again.',
  },
  keychain_locked: {
    lead: 'Your keychain is locked.',
    text: 'No key can be read or saved until it is unlocked. Unlock it, then try again.',
  },
}

export const failures = {
  key,
  keyRefused: {
    lead: (code: string) => `Kapso did not accept this key (${code}).`,
    text: (ending: string, length: number) =>
      `Nothing was saved. It ends in ${ending} and has ${length} characters, so the copy may be incomplete.`,
  },
  keychain: {
    locked: {
      title: 'Your keychain is locked',
      text: (name: string) => (name ? `Kapso Desk cannot read the key for ${name} until you unlock it. Nothing is sent and agents are paused.` : 'Kapso Desk cannot read any key until you unlock it. Nothing is sent and agents are paused.'),
      act: 'Unlock keychain',
    },
    unavailable: {
      title: 'No keychain is running',
      text: 'Kapso Desk keeps keys only in a system keychain. Start GNOME Keyring, KWallet or KeePassXC with its Secret Service, then try again.',
      act: 'Try again',
    },
    noBus: {
      title: 'There is no session bus',
      text: 'Without one no keychain can be reached, and keys are kept nowhere else. Log in to a desktop session, or start Kapso Desk with dbus-run-session.',
      act: 'Try again',
    },
    elsewhere: {
      title: 'The keychain does not answer',
      text: 'Kapso Desk keeps keys only in the system keychain. Look into its own window, then try again.',
      act: 'Try again',
    },
    demo: 'Explore the demo',
  },
  /** For everything that has no words of its own here: what the desk says. */
  plain: ({ message, remedy, upstream_code }: DeskError): Failure => ({
    lead: message,
    text: upstream_code ? `${remedy} (${upstream_code})` : remedy,
  }),
  inbox: 'The conversations could not be read.',
  thread: 'This conversation could not be read.',
  notSent: 'Not sent.',
  kept: 'Your text is kept here.',
}
