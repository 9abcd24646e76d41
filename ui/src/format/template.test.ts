import { describe, expect, test } from 'vitest'

import type { Template, TemplateValue } from '../contract'
import { filledIn, greets, piecesOf, problemOf, slotsOf } from './template'

const template = (body: string, values: TemplateValue[], more: Partial<Template> = {}): Template => ({
  name: 't', language: 'es', status: 'APPROVED', configs: [], body, values, ...more,
})

test('a text is cut at its placeholders, named or numbered', () => {
  expect(piecesOf('Hola {{1}}, {{ order_id }}!')).toEqual([
    { text: 'Hola ' }, { placeholder: '1' }, { text: ', ' }, { placeholder: 'order_id' }, { text: '!' },
  ])
  expect(piecesOf('{{}} {x}')).toEqual([{ text: '{{}} {x}' }])
})

describe('the form', () => {
  const whole = template('Hi {{1}}', [
    { field: 'buttons', index: 1, example: '7731' },
    { field: 'parameters', name: '1' },
    { field: 'header.location' },
  ], { buttons: [{ kind: 'quick_reply', text: 'No' }, { kind: 'url', text: 'Track', url: 'https://a.example/{{1}}' }] })

  test('asks in the order of the message, and for a place in its four parts', () => {
    expect(slotsOf(whole).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'place latitude', 'place longitude', 'place name', 'place address', 'parameter 1', 'button Track',
    ])
  })

  test('becomes what the desk is asked, one line each, and without what is empty', () => {
    const said: Record<string, string> = { latitude: '19.43', longitude: '-99.13', name: 'Zócalo', address: 'CDMX', '1': ' two\nlines ', Track: '7731' }
    expect(filledIn(whole, ({ name }) => said[name] ?? '')).toEqual({
      parameters: [{ name: '1', value: 'two lines' }],
      header: { location: { name: 'Zócalo', address: 'CDMX', latitude: 19.43, longitude: -99.13 } },
      buttons: [{ index: 1, value: '7731' }],
    })
    expect(filledIn(template('Hi', []), () => '')).toEqual({})
  })

  test('a document has a name that may be left out', () => {
    const [media, name] = slotsOf(template('Hi', [{ field: 'header.document_url' }]))
    expect([media?.kind, name?.kind, name?.optional]).toEqual(['media', 'filename', true])
    expect(filledIn(template('Hi', [{ field: 'header.document_url' }]), ({ kind }) => (kind === 'media' ? 'https://a.example/b.pdf' : ''))).toEqual({
      header: { document_url: 'https://a.example/b.pdf' },
    })
  })

  test.each([
    ['http://a.example/b.jpg', 'not_https'],
    ['https://localhost', 'not_https'],
    ['', 'missing'],
    ['https://a.example/b.jpg', undefined],
  ])('a picture at %j is %s', (value, problem) => {
    const [slot] = slotsOf(template('Hi', [{ field: 'header.image_url' }]))
    expect(slot && problemOf(slot, value)).toBe(problem)
  })
})

test.each([
  ['Hola {{1}}, tu envío', '1'],
  ['مرحباً {{1}}، هل', '1'],
  ['{{1}} es tu código', undefined],
  ['Your order {{1}}', undefined],
  ['Order {{order}} for {{customer_name}}', 'customer_name'],
])('%j greets with %s', (body, name) => expect(greets(template(body, []))).toBe(name))
