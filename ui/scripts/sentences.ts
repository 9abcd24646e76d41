import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseSync, transformSync } from 'rolldown/utils'

import { type Edit, edited } from './edits.ts'

/** The pieces of text of one language, and how its sentences are put together, by the way to each. */
export interface Sentences {
  /** `messages.options` → its script, in which every piece of text is left open. */
  scripts: Map<string, string>
  texts: Map<string, string[]>
}

type Syntax = { type: string; start: number; end: number; [part: string]: unknown }

/** Reads one folder of words. English has a file for each section, the others several sections in a file. */
export function sentencesOf(folder: string): Sentences {
  const found: Sentences = { scripts: new Map(), texts: new Map() }
  for (const file of readdirSync(folder)) {
    const { code } = transformSync(file, readFileSync(join(folder, file), 'utf8'))
    const declared = declarations(parseSync(`${file}.js`, code).program as unknown as Syntax)
    const name = basename(file, '.ts')
    const whole = declared.get(name)
    if (!whole) throw new Error(`${folder}/${file} has no ${name}`)
    walk(whole, basename(folder) === 'english' ? [name] : [], { code, declared, found })
  }
  return found
}

/** What stands for the piece of this number until it is known where it comes from. */
export const OPEN = /⟦(\d+)⟧/g
/** The script of a sentence that is one piece. */
export const PLAIN = 't[⟦0⟧]'

interface Reading {
  code: string
  declared: Map<string, Syntax>
  found: Sentences
}

function declarations({ body }: Syntax): Map<string, Syntax> {
  const statements = (body as Syntax[]).map((statement) => (statement['declaration'] as Syntax | null | undefined) ?? statement)
  const all = statements.flatMap((statement) => (statement.type === 'VariableDeclaration' ? (statement['declarations'] as Syntax[]) : []))
  return new Map(all.map((one) => [(one['id'] as Syntax)['name'] as string, one['init'] as Syntax]))
}

function walk(node: Syntax, way: string[], reading: Reading): void {
  const { code, declared, found } = reading
  if (node.type === 'Identifier') {
    const meant = declared.get(String(node['name']))
    if (!meant) throw new Error(`${way.join('.')} is not said in its file`)
    return walk(meant, way, reading)
  }
  if (node.type === 'ParenthesizedExpression') return walk(node['expression'] as Syntax, way, reading)
  if (node.type === 'ObjectExpression') {
    for (const property of node['properties'] as Syntax[]) {
      const key = property['key'] as Syntax
      walk(property['value'] as Syntax, [...way, String(key['name'] ?? key['value'])], reading)
    }
    return
  }
  const texts: string[] = []
  const params = node.type === 'ArrowFunctionExpression' ? (node['params'] as Syntax[]).map((param) => code.slice(param.start, param.end)) : []
  found.scripts.set(way.join('.'), open(node, { code, texts, params }))
  found.texts.set(way.join('.'), texts)
}

interface Opening {
  code: string
  texts: string[]
  params: string[]
}

/** The script of a sentence with every text in it left open, and every argument under one name. */
function open(node: Syntax, opening: Opening): string {
  const edits = edit(node, opening).map(({ start, end, by }) => ({ start: start - node.start, end: end - node.start, by }))
  return edited(opening.code.slice(node.start, node.end), edits).replace(/\s+/g, ' ')
}

function edit(node: unknown, opening: Opening): Edit[] {
  if (Array.isArray(node)) return node.flatMap((part) => edit(part, opening))
  if (typeof node !== 'object' || node === null || !('type' in node)) return []
  const { type, start, end, ...parts } = node as Syntax
  if (type === 'Literal' && typeof parts['value'] === 'string') return [{ start, end, by: text(parts['value'], [], opening) }]
  if (type === 'TemplateLiteral') return [{ start, end, by: template(node as Syntax, opening) }]
  if (type === 'Identifier' && opening.params.includes(String(parts['name']))) return [{ start, end, by: `p${opening.params.indexOf(String(parts['name']))}` }]
  if (type === 'Property') return parts['shorthand'] ? [] : edit(parts['value'], opening)
  if (type === 'MemberExpression' && !parts['computed']) return edit(parts['object'], opening)
  return Object.values(parts).flatMap((part) => edit(part, opening))
}

/** What is put into a text is the same in every language, in whatever order it is said there. */
function template({ quasis, expressions }: Syntax, opening: Opening): string {
  const all = expressions as Syntax[]
  const keys = all.map((expression) => open(expression, { ...opening, texts: [] }))
  const order = [...new Set(keys)].toSorted()
  const put = order.map((key) => open(all[keys.indexOf(key)] as Syntax, opening))
  const said = (quasis as Syntax[]).map(({ value }, at) => {
    const key = keys[at]
    return String((value as { cooked: string }).cooked) + (key === undefined ? '' : `⟦${order.indexOf(key)}⟧`)
  })
  return text(said.join(''), put, opening)
}

function text(said: string, put: string[], { texts }: Opening): string {
  const at = texts.push(said) - 1
  return put.length ? `f(⟦${at}⟧, ${put.join(', ')})` : `t[⟦${at}⟧]`
}
