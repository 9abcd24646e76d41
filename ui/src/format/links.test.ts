import { describe, expect, it } from 'vitest'

import { hostile } from '../tests/hostile'
import { findLinks, open } from './links'

const links = (line: string) => findLinks(line).filter((find) => find.kind === 'link')
const shown = (line: string) => links(line).map((find) => find.label)
const opened = (line: string) => links(line).map((find) => find.href)

describe('links', () => {
  it('finds https links and addresses with a path', () => {
    expect(shown('Veja clinicavertice.example/pinheiros e https://a.example.')).toEqual([
      'clinicavertice.example/pinheiros',
      'https://a.example',
    ])
    expect(opened('nakheel.example/t/20481')).toEqual(['https://nakheel.example/t/20481'])
    expect(opened('www.a.example')).toEqual(['https://www.a.example/'])
    expect(opened('HTTPS://A.EXAMPLE/Path')).toEqual(['https://a.example/Path'])
  })

  it('leaves the sentence around it alone', () => {
    expect(shown('(https://a.example/x_(y)), "https://b.example/z".')).toEqual(['https://a.example/x_(y)', 'https://b.example/z'])
    expect(shown('هذا رابط التتبع: https://a.example/t؟')).toEqual(['https://a.example/t'])
    expect(shown('*https://a.example/x*')).toEqual(['https://a.example/x'])
  })

  it('takes nothing but https', () => {
    const others = [
      'http://a.example/x',
      'javascript:a.example/x',
      'data:text/html,x',
      'ftp://a.example/x',
      'mailto:me@a.example/x',
      'tauri://localhost/x',
    ]
    for (const other of others) expect(links(other), other).toEqual([])
    expect(open('javascript://a.example/%0aalert(1)')).toBeUndefined()
  })

  it('takes no sentence for an address', () => {
    const sentences = [
      'ok.vamos',
      '15.30',
      '10.5/12.5',
      'e.g./i.e.',
      'v1.2/3',
      'me@a.example',
      'me@a.example/x',
      'sim/não',
      '20/11 às 10:30',
      '...',
      '1.500/mês',
    ]
    for (const sentence of sentences) expect(links(sentence), sentence).toEqual([])
  })

  it('shows the host that opens, in the letters that the network uses', () => {
    expect(shown('https://b\u0430nk.example/login')).toEqual(['https://xn--bnk-6cd.example/login'])
    expect(shown('https://%65vil.example/x')).toEqual(['https://evil.example/x'])
    expect(shown('https://2130706433.example/')).toEqual(['https://2130706433.example/'])
    expect(shown('https://münchen.example')).toEqual(['https://xn--mnchen-3ya.example'])
  })

  it("opens nothing with a name in front of the host, and nothing on this machine's own", () => {
    for (const trick of [
      'https://bank.example@evil.example/',
      'https://a:b@evil.example',
      'https://localhost/x',
      'https://[::1]/',
      'https://.',
    ]) {
      expect(links(trick), trick).toEqual([])
    }
    expect(shown('https://bank.example\\@evil.example')).toEqual(['https://bank.example'])
  })

  it('ends where something unseen begins', () => {
    expect(shown('https://a.example/\u202Ecod.exe')).toEqual(['https://a.example/'])
    expect(shown('https://a.example/\u200Bx')).toEqual(['https://a.example/'])
  })
})

it('keeps numbers in order', () => {
  const line = 'الرجاء الاتصال على الرقم +966 5 5550 0162 قبل الوصول'
  const [number] = findLinks(line)
  expect(number?.kind).toBe('ltr')
  expect(line.slice(number?.start, number?.end)).toBe('+966 5 5550 0162')
  for (const other of ['20/11', '14:09', '1182', 'FN-7731', 'R$ 1.500,00']) expect(findLinks(other), other).toEqual([])
})

it('makes of no hostile line anything but https links that say where they lead', () => {
  for (const line of hostile) {
    for (const { start, end, href, label } of links(line)) {
      const url = new URL(href ?? '')
      expect(url.protocol).toBe('https:')
      expect(url.username + url.password).toBe('')
      expect(label?.toLowerCase().replace('https://', '').startsWith(url.hostname)).toBe(true)
      expect(label).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      expect(end).toBeGreaterThan(start)
    }
  }
})

it('is quick with lines that are made to be slow', () => {
  const slow = [
    'a.'.repeat(30_000),
    '1 '.repeat(30_000),
    '('.repeat(60_000),
    'https://a.example/' + ')'.repeat(2000),
    '-'.repeat(60_000),
    'aaaa-'.repeat(12_000),
  ]
  const start = performance.now()
  for (const line of slow) findLinks(line)
  expect(performance.now() - start).toBeLessThan(1500)
})
