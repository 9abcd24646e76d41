import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('src', import.meta.url))
const components = readdirSync(source, { recursive: true }).filter((name) => name.endsWith('.svelte')).sort()

/** How a component's styles are told from others': as short as can be, for it stands beside every class. */
const cssHash = ({ filename }) => `s${components.findIndex((name) => filename.endsWith(join('src', name))).toString(36)}`

export default { compilerOptions: { runes: true, cssHash } }
