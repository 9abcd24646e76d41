import { describe, expect, it } from 'vitest'

import { hostile } from '../tests/hostile'
import { settled } from './bidi'
import { richLines, type Run } from './rich'

/** Writes runs down: **bold**, //italic//, [links](href), {filled}, <found>. */
function drawn(lines: Run[][]): string[] {
  return lines.map((line) =>
    line
      .map(({ kind, href, spans }) => {
        const text = spans
          .map(({ text, styles, filled, found }) => {
            const styled = [...styles].reverse().reduce((inner, style) => `${style}(${inner})`, text)
            return filled ? `{${styled}}` : found ? `<${styled}>` : styled
          })
          .join('')
        return kind === 'link' ? `[${text}](${href})` : kind === 'ltr' ? `|${text}|` : text
      })
      .join(''),
  )
}

describe("WhatsApp's marks", () => {
  it('are read and not shown', () => {
    expect(drawn(richLines('*15:30*\nDr. _Renato_ ~Lins~, `sala 2`, ```x```'))).toEqual([
      'bold(15:30)',
      'Dr. italic(Renato) strike(Lins), mono(sala 2), mono(x)',
    ])
    expect(drawn(richLines('*_both_* and _one *in* other_'))).toEqual(['bold(italic(both)) and italic(one )italic(bold(in))italic( other)'])
  })

  it('are left alone where they are signs', () => {
    for (const text of ['2*3*4', 'a * b * c', '*', '**', '* x *', 'snake_case_name', '*open', 'x*y*', '`*not bold*'.slice(1, 4)]) {
      expect(drawn(richLines(text)), text).toEqual([text])
    }
    expect(drawn(richLines('`*x*`'))).toEqual(['mono(*x*)'])
  })

  it('do not reach into links', () => {
    expect(drawn(richLines('https://a.example/a_b_c *https://a.example/x*'))).toEqual([
      '[https://a.example/a_b_c](https://a.example/a_b_c) [bold(https://a.example/x)](https://a.example/x)',
    ])
  })
})

describe('templates and searches', () => {
  it('mark what was filled in, each value after the one before', () => {
    const text = 'Olá, Mariana! Consulta com Mariana Lins às 10:30.'
    expect(drawn(richLines(text, { filled: ['Mariana', 'Mariana Lins', '10:30'] }))).toEqual([
      'Olá, {Mariana}! Consulta com {Mariana Lins} às {10:30}.',
    ])
    expect(drawn(richLines('a\nb', { filled: ['a\nb'] }))).toEqual(['{a}', '{b}'])
    expect(drawn(richLines('nothing', { filled: ['', 'missing'] }))).toEqual(['nothing'])
  })

  it('mark what is looked for, in links too', () => {
    expect(drawn(richLines('Guía guía https://a.example/guía', { find: 'GUÍA' }))).toEqual([
      '<Guía> <guía> [https://a.example/<guía>](https://a.example/gu%C3%ADa)',
    ])
  })
})

it('keeps every character of what has no marks, whatever it is', () => {
  const breaks = /\r\n|[\n\r\u0085\u2028\u2029]/u
  for (const text of hostile.filter((text) => !/[*_~`]/.test(text) && !/https:|www/.test(text))) {
    const kept = richLines(text).map((line) => line.flatMap((run) => run.spans.map((span) => span.text)).join(''))
    expect(kept).toEqual(text.split(breaks).map(settled))
  }
})

it('is quick with texts that are made to be slow', () => {
  const start = performance.now()
  for (const text of ['*a'.repeat(4000), '*_~`'.repeat(4000), '* '.repeat(8000), '_a_ '.repeat(4000)]) richLines(text)
  expect(performance.now() - start).toBeLessThan(1500)
})
