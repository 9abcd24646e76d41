import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const ENGLISH = fileURLToPath(new URL('../src/words/english', import.meta.url))
/** Sections that are also read by names that are not written out. */
const READ_OTHERWISE = ['failures', 'firstRun', 'frame', 'marks', 'shortcuts']

const files = readdirSync(ENGLISH).map((file) => basename(file, '.ts'))
const sections = new Map(files.map((section, at) => [section, String.fromCharCode(65 + at)]))
const names = new Map(files.filter((section) => !READ_OTHERWISE.includes(section)).map((section) => [section, namesOf(section)]))

/** What a section is called in a build, or a sentence in it; what is further in keeps its name. */
export function shortName([section, ...rest]: string[], name: string): string {
  if (section === undefined) return sections.get(name) ?? name
  return rest.length ? name : (names.get(section)?.get(name) ?? name)
}

/** Says sections and sentences by short names in a build. */
export function shortWords(): Plugin {
  return {
    name: 'short-words',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!/\.(svelte|ts)$/.test(id) || id.includes('node_modules')) return undefined
      return code.replace(/\bwords\.(\w+)\b(?:\.(\w+))?/g, (whole, section: string, name: string | undefined) => {
        if (!sections.has(section)) return whole
        if (names.has(section) && !names.get(section)?.has(name ?? '')) this.error(`${whole} in ${id} is not said as words.section.name`)
        return `words.${shortName([], section)}${name ? `.${shortName([section], name)}` : ''}`
      })
    },
  }
}

function namesOf(section: string): Map<string, string> {
  const said = [...readFileSync(join(ENGLISH, `${section}.ts`), 'utf8').matchAll(/^ {2}(\w+):/gm)].map(([, name = '']) => name)
  return new Map(said.map((name, at) => [name, `${String.fromCharCode(97 + (at % 26))}${at < 26 ? '' : Math.floor(at / 26)}`]))
}
