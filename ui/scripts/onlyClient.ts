import type { Plugin } from 'vite'

/** What a compiled component says for pages that a server drew, for slots of Svelte 4, and for words that could change under it (they do not: every page is drawn anew for others). */
const UNUSED: [from: RegExp, to: string][] = [
  [/^\s*\$\.(?:reset|next)\(\w*\);$/gm, ''],
  [/,?\s*\$\$slots: \{ default: true \}/g, ''],
  [/get ([\w$]+|'[\w-]+')\(\) \{\s*return (words\.\w+\.\w+);?\s*\}/g, '$1: $2'],
]

/** Leaves out of a build what Svelte's compiler writes for other pages than these. */
export function onlyClient(): Plugin {
  return {
    name: 'only-client',
    apply: 'build',
    enforce: 'post',
    transform: (code, id) => (/\.svelte(\?|$)/.test(id) && !id.includes('type=style') ? UNUSED.reduce((text, [from, to]) => text.replace(from, to), code) : undefined),
  }
}
