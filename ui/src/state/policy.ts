import type { Permission } from '../contract'

export type Decision = Permission['decision']

/** What a rule, or a look at the rules, is about. What is absent means all of them. */
export interface Scope {
  client_id?: string
  operation?: string
  phone_number_id?: string
  thread_id?: string
}

const STRICTNESS: Record<Decision, number> = { allow: 0, ask: 1, off: 2 }
const PARTS = ['client_id', 'operation', 'phone_number_id', 'thread_id'] as const

/**
 * What the rules say, as the desk reads them: a narrower rule goes before a wider one that holds for everything the
 * narrower one does; of rules that only overlap, the stricter one counts.
 */
export function decisionOf(rules: readonly Permission[], scope: Scope, otherwise: Decision): Decision {
  const fitting = rules.filter((rule) => PARTS.every((part) => scopeOf(rule)[part] === undefined || scopeOf(rule)[part] === scope[part]))
  const counting = fitting.filter((rule) => !fitting.some((other) => isNarrower(scopeOf(other), scopeOf(rule))))
  return counting.map(({ decision }) => decision).sort((a, b) => STRICTNESS[b] - STRICTNESS[a])[0] ?? otherwise
}

/** Whether a rule is about exactly this. */
export function isExactly(rule: Permission, scope: Scope): boolean {
  return PARTS.every((part) => scopeOf(rule)[part] === scope[part])
}

function scopeOf({ client_id, operation, phone_number_id, conversation }: Permission): Record<(typeof PARTS)[number], string | undefined> {
  return { client_id, operation, phone_number_id, thread_id: conversation?.thread_id }
}

function isNarrower(scope: Scope, than: Scope): boolean {
  const names = (part: (typeof PARTS)[number]) => [scope[part] !== undefined, than[part] !== undefined] as const
  return PARTS.some((part) => names(part)[0] !== names(part)[1]) && PARTS.every((part) => names(part)[0] || !names(part)[1])
}
