import { SvelteMap } from 'svelte/reactivity'

import type { DraftFile } from '../contract'

/** Files that lie at a composer and are not sent, by thread: their paths on this computer. */
export class Attachments {
  #files = new SvelteMap<string, string[]>()
  readonly #changed: (threadId: string) => void

  /** `changed` hears of every change, so that it can be kept. */
  constructor(changed: (threadId: string) => void) {
    this.#changed = changed
  }

  of(threadId: string): string[] {
    return this.#files.get(threadId) ?? []
  }

  add(threadId: string, paths: readonly string[]): void {
    const known = this.of(threadId)
    this.#files.set(threadId, [...known, ...paths.filter((path) => !known.includes(path))])
    this.#changed(threadId)
  }

  /** Brings back what was kept; what is no longer where it was is left out. */
  bring(threadId: string, files: readonly DraftFile[]): void {
    const paths = files.flatMap(({ path, byte_size }) => (byte_size === undefined ? [] : path))
    if (paths.length) this.#files.set(threadId, paths)
  }

  remove(threadId: string, path: string): void {
    this.#files.set(threadId, this.of(threadId).filter((other) => other !== path))
    this.#changed(threadId)
  }
}

/** What a file will be for WhatsApp, by its name; the desk looks into it before it is sent. */
export function kindOf(path: string): 'image' | 'video' | 'audio' | 'sticker' | 'document' {
  const extension = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''
  if (/^(jpe?g|png)$/.test(extension)) return 'image'
  if (/^(mp4|3gp)$/.test(extension)) return 'video'
  if (/^(aac|amr|mp3|m4a|ogg|opus)$/.test(extension)) return 'audio'
  return extension === 'webp' ? 'sticker' : 'document'
}

/** Whether a text can stand below it. */
export const takesCaption = (path: string): boolean => !['audio', 'sticker'].includes(kindOf(path))

export const nameOfFile = (path: string): string => path.split(/[/\\]/u).at(-1) ?? path
