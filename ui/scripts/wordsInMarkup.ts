import { parseSync } from 'rolldown/utils'
import { type AST, parse, type PreprocessorGroup } from 'svelte/compiler'
import type { Plugin } from 'vite'

import { type Edit, edited } from './edits.ts'

const MARK = /⟦(\w+)\.(\w+)⟧/g
const WORDED = 'virtual:worded'
/** Reads the marks of a piece of markup once for each language, before Svelte makes elements of it. */
const READER = `
import { from_html } from 'svelte/internal/client'
import { words } from '/src/words.ts'
const signs = { '&': '&amp;', '<': '&lt;', '"': '&quot;' }
export function worded(markup, flags) {
  let spoken, make
  return () => {
    if (spoken !== words) {
      spoken = words
      make = from_html(markup.replace(/⟦(\\w+)\\.(\\w+)⟧/g, (_, section, name) => words[section][name].replace(/[&<"]/g, (sign) => signs[sign])), flags)
    }
    return make()
  }
}`

/** Before Svelte: a sentence that stands in markup as it is becomes a mark in it, instead of a piece of script that puts it there. */
export const markWords: PreprocessorGroup = {
  name: 'words-in-markup',
  markup: ({ content }) => {
    const code = edited(content, marked(parse(content, { modern: true }).fragment, content))
    return { code }
  },
}

/** After Svelte: marks in markup are read by `worded`; those that came to stand elsewhere become words again. */
export function readMarks(): Plugin {
  return {
    name: 'words-in-markup',
    apply: 'build',
    enforce: 'post',
    resolveId: (id) => (id === WORDED ? `\0${WORDED}` : undefined),
    load: (id) => (id === `\0${WORDED}` ? READER : undefined),
    transform(code, id) {
      if (!id.endsWith('.svelte') || !code.includes('⟦')) return undefined
      return { code: `import { worded } from '${WORDED}'\n${edited(code, unmarked(parseSync(`${id}.js`, code).program, code))}`, map: null }
    },
  }
}

function marked(node: unknown, text: string): Edit[] {
  if (Array.isArray(node)) return node.flatMap((child) => marked(child, text))
  if (typeof node !== 'object' || node === null || !('type' in node)) return []
  const known = node as AST.SvelteNode
  if (known.type === 'ExpressionTag') return said(known, text, '')
  const attributes = known.type === 'RegularElement' && known.attributes.every(({ type }) => type !== 'SpreadAttribute') ? known.attributes : []
  return [
    ...attributes.flatMap((attribute) => (attribute.type === 'Attribute' && attribute.name !== 'value' ? inAttribute(attribute, text) : [])),
    ...['nodes', 'fragment', 'body', 'consequent', 'alternate', 'fallback'].flatMap((part) => marked((node as Record<string, unknown>)[part], text)),
  ]
}

function inAttribute({ value }: AST.Attribute, text: string): Edit[] {
  if (value === true) return []
  return Array.isArray(value) ? value.flatMap((part) => (part.type === 'ExpressionTag' ? said(part, text, '') : [])) : said(value, text, '"')
}

function said({ start, end }: { start: number; end: number }, text: string, quote: string): Edit[] {
  const [, section, name] = /^\{words\.(\w+)\.(\w+)\}$/.exec(text.slice(start, end)) ?? []
  return section ? [{ start, end, by: `${quote}⟦${section}.${name}⟧${quote}` }] : []
}

function unmarked(node: unknown, code: string): Edit[] {
  if (Array.isArray(node)) return node.flatMap((child) => unmarked(child, code))
  if (typeof node !== 'object' || node === null || !('type' in node)) return []
  const { type, start, end, ...parts } = node as { type: string; start: number; end: number }
  const own = code.slice(start, end)
  if (!own.includes('⟦')) return []
  if (type === 'CallExpression' && own.startsWith('$.from_html(')) return [{ start, end: start + '$.from_html'.length, by: 'worded' }]
  if (type === 'Literal') return [{ start, end, by: `\`${own.slice(1, -1).replace(/`|\$\{/g, '\\$&').replace(MARK, '${words.$1.$2}')}\`` }]
  if (type === 'TemplateElement') return [{ start, end, by: own.replace(MARK, '${words.$1.$2}') }]
  return Object.values(parts).flatMap((part) => unmarked(part, code))
}
