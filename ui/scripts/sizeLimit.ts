import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** Fails a build whose scripts and styles, all that it ships, are more than this together, gzipped, in bytes. */
export function sizeLimit(most: number): Plugin {
  return {
    name: 'size-limit',
    apply: 'build',
    writeBundle(_, files) {
      const sizes = Object.values(files).flatMap((file) => {
        if (file.type === 'asset' && !file.fileName.endsWith('.css')) return []
        return gzipSync(file.type === 'asset' ? file.source : file.code).length
      })
      const all = sizes.reduce((sum, size) => sum + size, 0)
      this.info(`scripts and styles: ${all} of ${most} bytes, gzipped`)
      if (all > most) this.error(`Scripts and styles are ${all} bytes gzipped; the window ships at most ${most}.`)
    },
  }
}
