import type { Plugin } from 'vite'

/** What Svelte keeps in variables so that it can be left out, and what it is in this window: no page comes from a server, no component is of Svelte 4 or an element of its own. */
const FIXED: Record<string, [from: RegExp, to: string][]> = {
  'svelte/src/internal/client/dom/hydration.js': [
    [/export let hydrating = false/, 'export const hydrating = false'],
    [/(export function set_hydrating\(value\) \{)[^}]*/, '$1'],
  ],
  'svelte/src/internal/client/dom/elements/custom-element.js': [[/if \(typeof HTMLElement === 'function'\)/, 'if (false)']],
  'svelte/src/internal/flags/index.js': [
    [/export let async_mode_flag = false/, 'export const async_mode_flag = false'],
    [/export let legacy_mode_flag = false/, 'export const legacy_mode_flag = false'],
    [/export let tracing_mode_flag = false/, 'export const tracing_mode_flag = false'],
    [/export function (enable|disable)_[^}]*\}/g, ''],
  ],
}

/** Leaves out of a build what Svelte has for pages that a server drew: `reset` and `next` only step through those. */
export function onlyClient(): Plugin {
  return {
    name: 'only-client',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      if (/\.svelte(\?|$)/.test(id) && !id.includes('type=style')) return code.replace(/^\s*\$\.(?:reset|next)\(\w*\);$/gm, '')
      const fixed = Object.entries(FIXED).find(([file]) => id.endsWith(file))?.[1]
      return fixed?.reduce((text, [from, to]) => {
        if (text.search(from) < 0) this.error(`Svelte says this otherwise now: ${from}`)
        return text.replace(from, to)
      }, code)
    },
  }
}
