import type { Plugin } from 'vite'

/** What Svelte keeps in variables so that it can be left out, and what it is in this window: no page comes from a server, no component is of Svelte 4 or an element of its own. */
const FIXED: Record<string, [from: RegExp, to: string][]> = {
  // what streams and what lives on the other side: nothing here asks for either, and a bundler cannot see that they do nothing by themselves
  '@tauri-apps/api/core.js': [
    [/^class Channel \{[\s\S]*?^\}\n/m, 'const Channel = undefined\n'],
    [/^class Resource \{[\s\S]*?^\}\n/m, 'const Resource = undefined\n'],
  ],
  'svelte/src/internal/client/dom/hydration.js': [
    [/export let hydrating = false/, 'export const hydrating = false'],
    [/(export function set_hydrating\(value\) \{)[^}]*/, '$1'],
  ],
  // state is put in another's place here, never changed where it is
  'svelte/src/internal/client/proxy.js': [[/export function proxy\(value\) \{/, 'export const proxy = (value) => value\n\nfunction changedInPlace(value) {']],
  // the whole window is one boundary, which shows nothing else when a part fails or is awaited
  'svelte/src/internal/client/dom/blocks/boundary.js': [
    ...['hydrate_resolved_content', 'hydrate_failed_content', 'hydrate_pending_content', 'create_reset', 'handle_error'].map(
      (name): [RegExp, string] => [new RegExp(`^\\t#${name}\\((\\w*)\\) \\{[\\s\\S]*?^\\t\\}\\n`, 'm'), `\t#${name}() {}\n`],
    ),
    [/^\terror\(error\) \{[\s\S]*?^\t\}\n/m, '\terror(error) {\n\t\tthrow error\n\t}\n'],
    [/^\t#effect_pending_subscriber = [\s\S]*?^\t\}\);\n/m, ''],
    [/^\t#update_pending_count\(d, batch\) \{[\s\S]*?^\t\}\n/m, '\t#update_pending_count() {}\n'],
    [/^\tget_effect_pending\(\) \{[\s\S]*?^\t\}\n/m, ''],
  ],
  'svelte/src/internal/client/dom/elements/custom-element.js': [[/if \(typeof HTMLElement === 'function'\)/, 'if (false)']],
  'svelte/src/internal/flags/index.js': [
    [/export let async_mode_flag = false/, 'export const async_mode_flag = false'],
    [/export let legacy_mode_flag = false/, 'export const legacy_mode_flag = false'],
    [/export let tracing_mode_flag = false/, 'export const tracing_mode_flag = false'],
    [/export function (enable|disable)_[^}]*\}/g, ''],
  ],
}

/** What a compiled component says for pages that a server drew, for slots of Svelte 4, and for words that could change under it (they do not: every page is drawn anew for others). */
const UNUSED: [from: RegExp, to: string][] = [
  [/^\s*\$\.(?:reset|next)\(\w*\);$/gm, ''],
  [/,?\s*\$\$slots: \{ default: true \}/g, ''],
  [/get ([\w$]+|'[\w-]+')\(\) \{\s*return (words\.\w+\.\w+);?\s*\}/g, '$1: $2'],
]

/** Where Vite loads the styles and parts of a script that is read later; those here have none. */
const PRELOAD = '\0vite/preload-helper.js'

/** Objects that are changed in their place would not be seen to change: they are `$state.raw`, and put in another's place. */
function deep(code: string, id: string): string {
  if (code.includes('$.boundary(')) throw new Error(`${id} has a boundary of its own, which a build here leaves nothing of`)
  if (code.includes('$.proxy(')) throw new Error(`${id} has a \`$state\` of an object: make it \`$state.raw\``)
  return code
}

/** Leaves out of a build what Svelte and Vite have for other pages than these. */
export function onlyClient(): Plugin {
  return {
    name: 'only-client',
    apply: 'build',
    enforce: 'post',
    load: { order: 'pre', handler: (id) => (id === PRELOAD ? 'export const __vitePreload = (load) => load()' : undefined) },
    transform(code, id) {
      if (/\.svelte(\?|$)/.test(id) && !id.includes('type=style')) return deep(UNUSED.reduce((text, [from, to]) => text.replace(from, to), code), id)
      if (/\.svelte\.ts$/.test(id)) return deep(code, id)
      const fixed = Object.entries(FIXED).find(([file]) => id.endsWith(file))?.[1]
      return fixed?.reduce((text, [from, to]) => {
        if (text.search(from) < 0) this.error(`${id} says this otherwise now: ${from}`)
        return text.replace(from, to)
      }, code)
    },
  }
}
