import type { Desk } from '../bridge'

/** A desk in memory, honest to the contract, with invented people. */
export function inventedDesk(): Desk {
  return {
    call: (name) => Promise.reject({ code: 'unknown_operation', message: name, remedy: '' }),
    listen: () => Promise.resolve(() => undefined),
    mediaUrl: (messageId) => `/media/${messageId}`,
    openLink: () => Promise.resolve(),
    copy: (text) => navigator.clipboard.writeText(text),
  }
}
