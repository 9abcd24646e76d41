import { SvelteMap } from 'svelte/reactivity'

import type { PickedFile } from '../bridge'
import type { DraftFile } from '../contract'

/** Files that lie at a composer and are not sent, by thread. */
export class Attachments {
  #files = new SvelteMap<string, PickedFile[]>()
  readonly #changed: (threadId: string) => void

  /** `changed` hears of every change, so that it can be kept. */
  constructor(changed: (threadId: string) => void) {
    this.#changed = changed
  }

  of(threadId: string): PickedFile[] {
    return this.#files.get(threadId) ?? []
  }

  add(threadId: string, files: readonly PickedFile[]): void {
    const known = this.of(threadId)
    this.#files.set(threadId, [...known, ...files.filter(({ handle }) => !known.some((other) => other.handle === handle))])
    this.#changed(threadId)
  }

  /** Brings back what was kept; what is no longer where it was is left out. */
  bring(threadId: string, files: readonly DraftFile[]): void {
    const there = files.flatMap(({ path, filename, byte_size }) => (byte_size === undefined ? [] : { handle: path, filename, byte_size }))
    if (there.length) this.#files.set(threadId, there)
  }

  remove(threadId: string, handle: string): void {
    this.#files.set(threadId, this.of(threadId).filter((other) => other.handle !== handle))
    this.#changed(threadId)
  }
}

/** What a file will be for WhatsApp: as the desk found, or by its name where it has not looked yet. */
export function kindOf({ kind, filename }: Pick<PickedFile, 'kind' | 'filename'>): NonNullable<PickedFile['kind']> {
  if (kind) return kind
  const extension = /\.(\w+)$/.exec(filename)?.[1]?.toLowerCase() ?? ''
  if (/^(jpe?g|png)$/.test(extension)) return 'image'
  if (/^(mp4|3gp)$/.test(extension)) return 'video'
  if (/^(aac|amr|mp3|m4a|ogg|opus)$/.test(extension)) return 'audio'
  return extension === 'webp' ? 'sticker' : 'document'
}

/** Whether a text can stand below it. */
export const takesCaption = (file: PickedFile): boolean => !['audio', 'sticker'].includes(kindOf(file))

export const nameOfFile = (path: string): string => path.split(/[/\\]/u).at(-1) ?? path
