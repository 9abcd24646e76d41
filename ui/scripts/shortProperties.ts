import type { Plugin } from 'vite'

const PROPERTY = /--[a-z][\w-]*/giu

/** Gives the custom properties of a build's styles short names. Those that a script or the page says keep theirs. */
export function shortProperties(): Plugin {
  return {
    name: 'short-properties',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, files) {
      const all = Object.values(files)
      const isStyle = (file: (typeof all)[number]) => file.fileName.endsWith('.css')
      const textOf = (file: (typeof all)[number]) => (file.type === 'asset' ? String(file.source) : file.code)
      const said = new Set(all.filter((file) => !isStyle(file) && /\.(js|html)$/u.test(file.fileName)).flatMap((file) => textOf(file).match(PROPERTY) ?? []))
      const names = [...new Set(all.filter(isStyle).flatMap((file) => textOf(file).match(PROPERTY) ?? []))].filter((name) => !said.has(name))
      const short = new Map(names.map((name, at) => [name, `--${String.fromCodePoint(...letters(at))}`]))
      for (const file of all) if (isStyle(file) && file.type === 'asset') file.source = textOf(file).replace(PROPERTY, (name) => short.get(name) ?? name)
    },
  }
}

/** a to z, then aa to zz and on. What scripts say is longer. */
const letters = (at: number): number[] => (at < 26 ? [97 + at] : [...letters(Math.floor(at / 26) - 1), 97 + (at % 26)])
