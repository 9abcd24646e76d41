import { SvelteMap } from 'svelte/reactivity'

/** Files that lie at a composer and are not sent, by thread: their paths on this computer. */
export class Attachments {
  #files = new SvelteMap<string, string[]>()

  of(threadId: string): string[] {
    return this.#files.get(threadId) ?? []
  }

  add(threadId: string, paths: readonly string[]): void {
    const known = this.of(threadId)
    this.#files.set(threadId, [...known, ...paths.filter((path) => !known.includes(path))])
  }

  remove(threadId: string, path: string): void {
    this.#files.set(threadId, this.of(threadId).filter((other) => other !== path))
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
