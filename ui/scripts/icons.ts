import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

type Attributes = Record<string, string>

const NAME = 'virtual:icons'
const LIST = fileURLToPath(new URL('../src/parts/icons.ts', import.meta.url))
const NUMBER = String.raw`-?(?:\d+\.?\d*|\.\d+)`

/**
 * The signs that `parts/icons.ts` names, drawn by Lucide: every shape of a sign as a part of one path. In a build they stand in the page, where they
 * are no script.
 */
export function icons(): Plugin {
  let isBuild = false
  return {
    name: 'icons',
    configResolved: ({ command }) => void (isBuild = command === 'build'),
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load(id) {
      if (id !== `\0${NAME}`) return undefined
      this.addWatchFile(LIST)
      return isBuild
        ? `export default (name) => document.getElementById('i-' + name)?.getAttribute('d') ?? ''`
        : `const drawings = ${JSON.stringify(drawings())}\nexport default (name) => drawings[name] ?? ''`
    },
    transformIndexHtml: (html) => (isBuild ? html.replace('</body>', `  <div hidden><svg><defs>${sprite()}</defs></svg></div>\n  </body>`) : html),
  }
}

const sprite = (): string => Object.entries(drawings()).map(([name, d]) => `<path id="i-${name}" d="${d}"/>`).join('')

function drawings(): Record<string, string> {
  const folder = dirname(createRequire(import.meta.url).resolve('@lucide/svelte/icons/check'))
  const list = /names = \[([^\]]*)\]/.exec(readFileSync(LIST, 'utf8'))?.[1] ?? ''
  return Object.fromEntries([...list.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => [name, drawing(component(folder, name))]))
}

/** The file behind a name: some names are others' earlier ones. */
function component(folder: string, name: string): string {
  const [, file = `./${name}.svelte`] = /from ["'](\.\/[\w-]+\.svelte)["']/.exec(readFileSync(join(folder, `${name}.js`), 'utf8')) ?? []
  return readFileSync(join(folder, file), 'utf8')
}

function drawing(component: string): string {
  const said = /const iconData = (\{.*\});/.exec(component)?.[1] ?? '{"node":[]}'
  const { node } = JSON.parse(said) as { node: [string, Attributes][] }
  return node.map(([tag, attributes]) => path(tag, attributes)).join('')
}

function path(tag: string, attributes: Attributes): string {
  const n = (name: string, or = '0') => Number(attributes[name] ?? or)
  switch (tag) {
    case 'path':
      return absolute(attributes['d'] ?? '')
    case 'circle':
      return ellipse(n('cx'), n('cy'), n('r'), n('r'))
    case 'ellipse':
      return ellipse(n('cx'), n('cy'), n('rx'), n('ry'))
    case 'line':
      return `M${n('x1')} ${n('y1')}L${n('x2')} ${n('y2')}`
    case 'polyline':
      return `M${attributes['points']}`
    case 'polygon':
      return `M${attributes['points']}z`
    case 'rect':
      return rect(n('x'), n('y'), n('width'), n('height'), n('rx', attributes['ry']))
    default:
      throw new Error(`a sign has a shape that is not known here: ${tag}`)
  }
}

/** Begins at a place of its own, wherever the shape before it ended. */
function absolute(d: string): string {
  const [, x, y, rest = ''] = new RegExp(`^m\\s*(${NUMBER})[\\s,]*(${NUMBER})(.*)$`, 's').exec(d) ?? []
  return x === undefined ? d : `M${x} ${y}${/^[\s,]*[-.\d]/.test(rest) ? 'l' : ''}${rest.trim()}`
}

const ellipse = (cx: number, cy: number, rx: number, ry: number): string =>
  `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0z`

function rect(x: number, y: number, width: number, height: number, r: number): string {
  const corner = (dx: number, dy: number) => (r ? `a${r} ${r} 0 0 1 ${dx * r} ${dy * r}` : '')
  const [w, h] = [width - 2 * r, height - 2 * r]
  return `M${x + r} ${y}h${w}${corner(1, 1)}v${h}${corner(-1, 1)}h${-w}${corner(-1, -1)}v${-h}${corner(1, -1)}z`
}
