import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const WORDS = fileURLToPath(new URL('../src/words', import.meta.url))
/** Sections that are also read by names that are not written out. */
const READ_OTHERWISE = ['failures', 'firstRun', 'frame', 'marks', 'shortcuts']

/** Gives every section and sentence a short name in a build: in each language, and where it is said as `words.section.name`. */
export function shortWords(): Plugin {
  const names = shortNames()
  const sections = shortSections()
  return {
    name: 'short-words',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (id.startsWith(join(WORDS, 'english/'))) return renamed(code, names.get(basename(id, '.ts')), '  ')
      if (id === `${WORDS}/english.ts`) return code.replace(/^ {2}(\w+),$/gm, (_, section: string) => `  ${sections.get(section)}: ${section},`)
      if (id.startsWith(WORDS)) return inSections(code, names).replace(/^ {2}(\w+): \{$/gm, (_, section: string) => `  ${sections.get(section)}: {`)
      if (!/\.(svelte|ts)$/.test(id) || id.includes('node_modules')) return undefined
      return code.replace(/\bwords\.(\w+)\b(?:\.(\w+))?/g, (whole, section: string, name: string | undefined) => {
        const to = sections.get(section)
        if (!to) return whole
        const short = names.get(section)
        if (!short) return `words.${to}${name ? `.${name}` : ''}`
        if (!short.has(name ?? '')) this.error(`${whole} in ${id} is not said as words.section.name`)
        return `words.${to}.${short.get(name ?? '')}`
      })
    },
  }
}

type Names = Map<string, Map<string, string>>

const sectionFiles = (): string[] => readdirSync(join(WORDS, 'english')).map((file) => basename(file, '.ts'))

const shortSections = (): Map<string, string> => new Map(sectionFiles().map((section, at) => [section, String.fromCharCode(65 + at)]))

function shortNames(): Names {
  const sections = sectionFiles().filter((section) => !READ_OTHERWISE.includes(section))
  return new Map(
    sections.map((section) => {
      const said = [...readFileSync(join(WORDS, 'english', `${section}.ts`), 'utf8').matchAll(/^ {2}(\w+):/gm)].map(([, name = '']) => name)
      return [section, new Map(said.map((name, at) => [name, `${String.fromCharCode(97 + (at % 26))}${at < 26 ? '' : Math.floor(at / 26)}`]))]
    }),
  )
}

function renamed(code: string, short: Map<string, string> | undefined, indent: string): string {
  return short ? code.replace(new RegExp(`^${indent}(\\w+):`, 'gm'), (whole, name: string) => (short.has(name) ? `${indent}${short.get(name)}:` : whole)) : code
}

/** A language keeps several sections in a file, each as a part of one object. */
function inSections(code: string, names: Names): string {
  return code.replace(/^ {2}(\w+): \{$[\s\S]*?^ {2}\},$/gm, (block, section: string) => renamed(block, names.get(section), '    '))
}
