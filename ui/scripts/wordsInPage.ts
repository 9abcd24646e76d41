import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

import { OPEN, PLAIN, type Sentences, sentencesOf } from './sentences.ts'
import { shortName } from './shortWords.ts'

const WORDS = fileURLToPath(new URL('../src/words', import.meta.url))
const LANGUAGES = { en: 'english', es: 'spanish', pt: 'portuguese' }
/** Between two pieces of text; none has it in itself. */
const BETWEEN = '\n'

/**
 * Keeps the words of every language in the page of a build, as text that nothing compiles. The script has what they have in common: where each
 * piece stands, and what decides between two.
 */
export function wordsInPage(): Plugin {
  let pages: string[] = []
  return {
    name: 'words-in-page',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      if (id !== join(WORDS, 'languages.ts')) return undefined
      const { script, texts } = inPage()
      pages = [...texts].map(([tag, all]) => template(tag, all))
      return script
    },
    transformIndexHtml: { order: 'post', handler: (html) => html.replace('</body>', () => `${pages.join('')}  </body>`) },
  }
}

/** The script that all languages have in common, and the pieces of text of each. */
export function inPage(): { script: string; texts: Map<string, string[]> } {
  const english = sentencesOf(join(WORDS, LANGUAGES.en))
  const order = inOrder(english)
  const texts = Object.entries(LANGUAGES).map(([tag, folder]): [string, string[]] => {
    const own = sentencesOf(join(WORDS, folder))
    return [tag, order.flatMap((way) => alike(way, english, own))]
  })
  return { script: script(english, order), texts: new Map(texts) }
}

function alike(way: string, english: Sentences, own: Sentences): string[] {
  const [said, other] = [english.scripts.get(way), own.scripts.get(way)]
  if (said !== other) throw new Error(`${way} is put together otherwise than in English: ${other}, not ${said}`)
  return own.texts.get(way) ?? []
}

const template = (tag: string, all: string[]): string => {
  const text = all.map((piece) => piece.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))
  return `  <template id="words-${tag}">${text.join(BETWEEN)}</template>\n`
}

const isPlain = (said: string | undefined): boolean => said === PLAIN

/** Sentences that are one piece come first, as they stand in the script: they are read one after the other, without a number. */
const inOrder = ({ scripts }: Sentences): string[] => [...scripts.keys()].toSorted((a, b) => Number(isPlain(scripts.get(b))) - Number(isPlain(scripts.get(a))))

/** A module that puts the sentences of a language together. */
function script(english: Sentences, order: string[]): string {
  const root: Tree = new Map()
  for (const way of english.scripts.keys()) put(root, way.split('.'), '')
  let first = 0
  for (const way of order) {
    const said = english.scripts.get(way) ?? ''
    put(root, way.split('.'), isPlain(said) ? 'next()' : said.replace(OPEN, (_, at: string) => String(first + Number(at))))
    first += english.texts.get(way)?.length ?? 0
  }
  return `
export function inLanguage(language) {
  const t = document.getElementById('words-' + language).content.textContent.split(${JSON.stringify(BETWEEN)})
  const f = (at, ...put) => t[at].replace(${OPEN}, (_, at) => put[at])
  let at = 0
  const next = () => t[at++]
  return ${written(root, [])}
}`
}

type Tree = Map<string, Tree | string>

function put(tree: Tree, [name = '', ...rest]: string[], said: string): void {
  const branch = tree.get(name)
  if (!rest.length) tree.set(name, said)
  else if (branch instanceof Map) put(branch, rest, said)
  else put(tree.set(name, new Map()).get(name) as Tree, rest, said)
}

function written(tree: Tree, way: string[]): string {
  const all = [...tree].map(([name, said]) => `${JSON.stringify(shortName(way, name))}: ${said instanceof Map ? written(said, [...way, name]) : said}`)
  return `{ ${all.join(', ')} }`
}
