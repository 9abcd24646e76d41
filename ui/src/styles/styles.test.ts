import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const FOLDER = import.meta.dirname
const sheets = readdirSync(FOLDER).filter((name) => name.endsWith('.css'))
const text = (name: string) => readFileSync(join(FOLDER, name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
const all = sheets.map(text).join('\n')

describe('the styles', () => {
  it('are all in use', () => {
    const imported = [...readFileSync(join(FOLDER, 'desk.css'), 'utf8').matchAll(/@import '\.\/(.+)';/g)].map(([, name]) => name)
    expect([...imported, 'desk.css'].sort()).toEqual([...sheets].sort())
  })

  it('use no role that does not exist', () => {
    const made = new Set([...all.matchAll(/(--[\w-]+):/g)].map(([, name]) => name))
    const used = new Set([...all.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name))
    expect([...used].filter((name) => !made.has(name))).toEqual([])
  })

  it('mirror with the page: they name sides only where a side is meant', () => {
    const sided = /(?:^|[;{\s])((?:margin|padding|border|inset)-(?:left|right)[\w-]*|(?<!-)(?:left|right)|float|text-align):\s*([^;]+);/g
    const found = [...all.matchAll(sided)]
      .map(([, property, value]) => `${property}: ${value}`)
      .filter((rule) => !/^text-align: (start|end|center)$/.test(rule))
    // the time in a bubble, and one-line previews of any script beside the interface's own words
    expect(new Set(found)).toEqual(new Set(['right: 10px', 'text-align: left', 'text-align: right']))
  })
})

describe('the colours', () => {
  const TOKENS = text('tokens.css').split('@media')[0] ?? ''
  const theme = (at: 0 | 1) =>
    Object.fromEntries(
      [...TOKENS.matchAll(/(--[\w-]+): (?:light-dark\((#\w+), (#\w+)\)|(#\w+));/g)].map(([, name, light, dark, both]) => [
        name?.slice(2) ?? '',
        both ?? (at === 0 ? light : dark) ?? '',
      ]),
    )
  const themes = { light: theme(0), dark: theme(1) }

  const SURFACES = ['bg-window', 'bg-list', 'bg-canvas', 'bg-raised', 'bg-sunken']
  const READ: [text: string, ...on: string[]][] = [
    ['text', ...SURFACES, 'bg-selected', 'bg-checked', 'bub-in', 'bub-out', 'warn-soft', 'danger-soft'],
    ['text-2', ...SURFACES, 'bub-in'],
    ['text-3', ...SURFACES, 'bg-selected', 'bg-checked'],
    ['accent-text', ...SURFACES, 'bub-in', 'bub-out', 'accent-soft', 'bg-selected'],
    ['link', 'bub-in', 'bub-out', 'bg-canvas'],
    ['agent-text', ...SURFACES, 'agent-soft', 'bg-selected'],
    ['warn-text', ...SURFACES, 'warn-soft', 'bg-selected'],
    ['danger-text', ...SURFACES, 'danger-soft', 'bg-selected'],
    ['bub-in-meta', 'bub-in'],
    ['bub-out-meta', 'bub-out'],
    ['mark-text', 'mark-bg'],
    ['text-inverse-2', 'bg-inverse'],
    ['accent-inverse', 'bg-inverse'],
    ['on-accent', 'accent', 'accent-hover'],
    ['on-danger', 'danger', 'danger-hover'],
    ['on-warn-badge', 'warn-badge'],
    ...[1, 2, 3, 4, 5, 6].map((tint): [string, string] => [`av-${tint}`, `av-${tint}-bg`]),
  ]
  const SEEN: [sign: string, ...on: string[]][] = [
    ['focus', ...SURFACES, 'bg-selected'],
    ['line-input', 'bg-canvas', 'bg-list', 'bg-raised'],
    ['win-open', 'bg-canvas', 'bg-list'],
    ['win-soon', 'bg-canvas', 'bg-list'],
    ['win-closed', 'bg-canvas', 'bg-list'],
    ['agent', 'bg-canvas', 'bg-list'],
    ['read', 'bub-out', 'bg-list', 'bg-selected'],
  ]

  it.each(['light', 'dark'] as const)('can be read and seen in %s', (name) => {
    const roles = themes[name]
    const tooFaint = (pairs: typeof READ, least: number) =>
      pairs.flatMap(([front, ...backs]) =>
        backs.map((back) => ({ front, back, ratio: contrast(roles[front], roles[back]) })).filter(({ ratio }) => !(ratio >= least)),
      )
    expect(tooFaint(READ, 4.5)).toEqual([])
    expect(tooFaint(SEEN, 3)).toEqual([])
  })
})

/** WCAG's contrast of two colours. */
function contrast(a = '', b = ''): number {
  const [bright = 0, dim = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (bright + 0.05) / (dim + 0.05)
}

function luminance(hex: string): number {
  const [red = NaN, green = NaN, blue = NaN] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
