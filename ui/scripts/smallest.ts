import { minifySync } from 'rolldown/utils'
import { minify, type MinifyOptions } from 'terser'
import type { Plugin } from 'vite'

/** terser simplifies best, and names are left to the other: those that recur alike weigh least when gzipped. */
const SIMPLER: MinifyOptions = {
  module: true,
  mangle: false,
  compress: { passes: 6, unsafe_arrows: true, unsafe_methods: true, keep_fargs: false, ecma: 2020 },
}

/** Makes the scripts of a build as small as they get. */
export function smallest(target: string): Plugin {
  return {
    name: 'smallest',
    apply: 'build',
    enforce: 'post',
    async renderChunk(code, chunk) {
      const { code: simpler = code } = await minify(code, SIMPLER)
      const named = minifySync(chunk.fileName, simpler, { module: true, compress: { target }, mangle: { toplevel: true }, codegen: { removeWhitespace: true } })
      const [wrong] = named.errors
      if (wrong) this.error(`The minifier cannot read ${chunk.fileName}: ${wrong.message}`)
      return { code: named.code, map: null }
    },
  }
}
