import type { Calls, Desk } from '../bridge'
import { hostile } from './hostile'

/** Fields that strangers, customers and agents fill in. */
const THEIRS = new Set([
  'contact_name', 'name', 'profile_name', 'username', 'text', 'config_name', 'body', 'footer', 'external_customer_id', 'author_name', 'summary', 'client', 'filename', 'success_redirect_url',
  'transcript', 'address', 'title', 'description', 'section', 'header', 'button', 'url', 'reason', 'content', 'caption', 'message', 'value', 'customer_name', 'display_name', 'content_preview',
])
/** What this desk says itself. */
const OURS = new Set(['desk_state', 'desk_settings', 'desk_agents', 'desk_storage', 'desk_proofs'])

/** The same desk, in which every such field holds something hostile: the next string each time, from `begin` on. `told` hears of each. */
export function poisoned(world: Desk, begin = 0, told: (field: string, text: string) => void = () => undefined): Desk {
  let at = begin
  const next = (key: string): string => {
    const text = hostile[at % hostile.length] ?? ''
    at += 1
    told(key, text)
    return text
  }
  const poison = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') return THEIRS.has(key) ? next(key) : value
    if (Array.isArray(value)) return value.map((item) => poison(item, key))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poison(inner, name)]))
  }
  return {
    ...world,
    call: async <Name extends keyof Calls>(name: Name, input: Calls[Name]['input']) => (OURS.has(name) ? await world.call(name, input) : poison(await world.call(name, input))) as Calls[Name]['output'],
  }
}
