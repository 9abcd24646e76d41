import type { DeskError } from '../contract'
import { words } from '../words'
import type { Failure } from '../words/english/failures'

/** Codes after which the same key may work a moment later. */
const CAN_PASS: DeskError['code'][] = [
  'offline', 'tls_failed', 'upstream_timeout', 'upstream_down', 'upstream_busy', 'rate_limited', 'keychain_unavailable', 'keychain_locked',
]

/** Why a typed key was not taken. Tells its end and its length, never more. */
export function keyFailure(error: DeskError, key: string): Failure {
  if (error.code === 'key_refused') {
    const { lead, text } = words.failures.keyRefused
    return { lead: lead(error.upstream_code ?? '401'), text: text(key.slice(-3), key.length) }
  }
  return words.failures.key[error.code] ?? words.failures.plain(error)
}

/** Whether trying the same key again makes sense. */
export function canPass(error: DeskError): boolean {
  return CAN_PASS.includes(error.code)
}

/** Which of its three states the keychain is in, and what to do: no session bus, none running, or locked. */
export function keychainWords({ code, upstream_code }: DeskError, platform: 'mac' | 'win' | 'linux', project = '') {
  const said = words.failures.keychain
  if (code === 'keychain_locked') return { ...said.locked, text: said.locked.text(project) }
  if (upstream_code === 'no_bus') return said.noBus
  return platform === 'linux' ? said.unavailable : said.elsewhere
}
