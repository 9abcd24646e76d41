import { expect, test } from 'vitest'

import type { Conversation, Permission } from '../contract'
import { decisionOf, isExactly } from './policy'

const TEXT = 'whatsapp_send_text_message'
const rule = (decision: Permission['decision'], about: Partial<Permission> = {}): Permission => ({ rule_id: '1', decision, ...about })
const talk = { thread_id: 't1' } as Conversation

test('without a rule the tool’s own way counts', () => {
  expect(decisionOf([], { operation: TEXT }, 'ask')).toBe('ask')
  expect(decisionOf([rule('off', { operation: 'whatsapp_inbox' })], { operation: TEXT }, 'ask')).toBe('ask')
})

test('a narrower rule goes before the wider one around it, whichever is stricter', () => {
  const rules = [rule('off'), rule('allow', { operation: TEXT }), rule('ask', { operation: TEXT, client_id: 'c1' })]
  expect(decisionOf(rules, { operation: 'whatsapp_inbox' }, 'allow')).toBe('off')
  expect(decisionOf(rules, { operation: TEXT }, 'ask')).toBe('allow')
  expect(decisionOf(rules, { operation: TEXT, client_id: 'c1' }, 'ask')).toBe('ask')
  expect(decisionOf(rules, { operation: TEXT, client_id: 'c2' }, 'ask')).toBe('allow')
})

test('of rules that only overlap the stricter one counts', () => {
  const rules = [rule('allow', { client_id: 'c1' }), rule('off', { phone_number_id: 'p1' }), rule('allow', { conversation: talk })]
  expect(decisionOf(rules, { operation: TEXT, client_id: 'c1', phone_number_id: 'p1' }, 'ask')).toBe('off')
  expect(decisionOf(rules, { operation: TEXT, client_id: 'c1', phone_number_id: 'p1', thread_id: 't1' }, 'ask')).toBe('off')
  expect(decisionOf(rules, { operation: TEXT, client_id: 'c1', phone_number_id: 'p2', thread_id: 't1' }, 'ask')).toBe('allow')
})

test('a rule is about exactly what it names', () => {
  expect(isExactly(rule('off', { operation: TEXT }), { operation: TEXT })).toBe(true)
  expect(isExactly(rule('off', { operation: TEXT, client_id: 'c1' }), { operation: TEXT })).toBe(false)
})
