import { convertFileSrc, invoke } from '@tauri-apps/api/core'
import { listen as listenTo } from '@tauri-apps/api/event'

import type { Actions, DeskAuditInput, DeskError, DeskEvent, Operations } from './contract'

/** Every question and every act of the window, by name. */
export type Calls = Operations & Actions

/** A file of this computer that a person picked, dropped or pasted. Where it lies stays on the other side: it is named by its handle. */
export interface PickedFile {
  handle: string
  filename: string
  byte_size?: number
  mime_type?: string
  kind?: 'image' | 'video' | 'audio' | 'document' | 'sticker'
  /** Why WhatsApp would not take it. */
  problem?: DeskError
}

/** Which calls go into a file, and as what. */
export type AuditExport = Omit<DeskAuditInput, 'before' | 'limit'> & { format: 'csv' | 'jsonl' }
/** What became of it. */
export interface Exported {
  filename: string
  calls: number
}

/** A code that a phone's camera reads: `path` draws its dark squares in `size` by `size`. */
export interface Qr {
  size: number
  path: string
}

/** Where a link, a notification or the tray leads: a conversation, by this desk's thread or by Kapso's id, or the approvals. */
export type Place = { page: 'conversation'; id: string } | { page: 'approvals' }

/** Files that are dragged over the window or dropped on it. */
export type Drop = { kind: 'over' } | { kind: 'leave' } | { kind: 'drop'; files: PickedFile[] }

/** The other side of the window: the desk behind Tauri, or the invented one of the gallery and the tests. */
export interface Desk {
  call<Name extends keyof Calls>(name: Name, input: Calls[Name]['input']): Promise<Calls[Name]['output']>
  listen(hear: (event: DeskEvent) => void): Promise<() => void>
  mediaUrl(id: string): string
  openLink(url: string): Promise<void>
  copy(text: string): Promise<void>
  saveMedia(messageId: string): Promise<{ path: string }>
  pickFiles(): Promise<{ files: PickedFile[] }>
  pasteFile(filename: string, base64: string): Promise<PickedFile>
  onDrop(hear: (drop: Drop) => void): Promise<() => void>
  exportAudit(which: AuditExport): Promise<Exported | null>
  saveText(filename: string, text: string): Promise<{ filename: string } | null>
  qr(text: string): Promise<Qr>
  place(): Promise<{ place: Place | null }>
  onPlace(hear: () => void): Promise<() => void>
}

const tauri: Desk = {
  call: (name, input) => invoke(name, { ...input }),
  listen: (hear) => listenTo<DeskEvent>('desk', ({ payload }) => hear(payload)),
  mediaUrl: (id) => convertFileSrc(id, 'kapso-media'),
  openLink: (url) => invoke('window_open_link', { url }),
  copy: (text) => invoke('window_copy', { text }),
  saveMedia: (messageId) => invoke('window_save_media', { message_id: messageId }),
  pickFiles: () => invoke('window_pick_files', {}),
  exportAudit: (which) => invoke('window_export_audit', { ...which }),
  saveText: (filename, text) => invoke('window_save_text', { filename, text }),
  qr: (text) => invoke('window_qr', { text }),
  place: () => invoke('window_place', {}),
  onPlace: (hear) => listenTo('place', hear),
  pasteFile: (filename, base64) => invoke('window_paste_file', { filename, base64 }),
  onDrop: async (hear) => {
    const stops = await Promise.all([
      listenTo('tauri://drag-enter', () => hear({ kind: 'over' })),
      listenTo('tauri://drag-leave', () => hear({ kind: 'leave' })),
      listenTo('tauri://drag-drop', () => hear({ kind: 'leave' })),
      listenTo<PickedFile[]>('files', ({ payload }) => hear({ kind: 'drop', files: payload })),
    ])
    return () => stops.forEach((stop) => stop())
  },
}

let desk: Desk = tauri

/** Puts another desk behind the window. */
export function connectTo(other: Desk): void {
  desk = other
}

/** Outside Tauri an invented world answers; the shipped build has none. */
export async function connect(): Promise<void> {
  if (import.meta.env.MODE !== 'production' && !('__TAURI_INTERNALS__' in window)) {
    const { inventedDesk } = await import('./fake/desk')
    const begin = new URLSearchParams(location.search).get('hostile')
    connectTo(begin === null ? inventedDesk() : (await import('./tests/poison')).poisoned(inventedDesk(), Number(begin)))
  }
}

/** Asks the desk; rejects with a `DeskError`. Operations are always asked for their detailed answer. */
export function call<Name extends keyof Calls>(name: Name, input: Calls[Name]['input']): Promise<Calls[Name]['output']> {
  return desk.call(name, name.startsWith('desk_') ? input : { ...input, response_format: 'detailed' })
}

/** Hears what changed. An event says where to read again, never what is there. */
export function listen(hear: (event: DeskEvent) => void): Promise<() => void> {
  return desk.listen(hear)
}

/** Where the bytes of a picture, film, sound or file are: of a message, by its id, or of a file that was picked, by its handle. */
export function mediaUrl(id: string): string {
  return desk.mediaUrl(id)
}

/** Opens an https link in the system's browser. */
export function openLink(url: string): Promise<void> {
  return desk.openLink(url)
}

export function copy(text: string): Promise<void> {
  return desk.copy(text)
}

/** Saves a message's file in the downloads folder and says where. */
export function saveMedia(messageId: string): Promise<{ path: string }> {
  return desk.saveMedia(messageId)
}

/** Lets a person pick files; none when they think better of it. */
export async function pickFiles(): Promise<PickedFile[]> {
  return (await desk.pickFiles()).files
}

/** Keeps a pasted file, at most 16 MB, until it is sent. */
export async function pasteFile(file: File): Promise<PickedFile> {
  const url = await new Promise<string>((done, failed) => {
    const reader = new FileReader()
    reader.onload = () => done(String(reader.result))
    reader.onerror = () => failed(reader.error)
    reader.readAsDataURL(file)
  })
  return desk.pasteFile(file.name, url.slice(url.indexOf(',') + 1))
}

/** Writes the log of calls where a person says; nothing when they think better of it. */
export function exportAudit(which: AuditExport): Promise<Exported | null> {
  return desk.exportAudit(which)
}

/** Writes a text into a file where a person says; nothing when they think better of it. */
export function saveText(filename: string, text: string): Promise<{ filename: string } | null> {
  return desk.saveText(filename, text)
}

/** Draws a text as a code for a phone's camera. */
export function qr(text: string): Promise<Qr> {
  return desk.qr(text)
}

/** Where somebody is led to, told once. */
export async function place(): Promise<Place | null> {
  return (await desk.place()).place
}

/** Hears that there is a place to go to; the answer ends it. */
export function onPlace(hear: () => void): Promise<() => void> {
  return desk.onPlace(hear)
}

/** Hears of files that are dragged over the window; the answer ends it. */
export function onDrop(hear: (drop: Drop) => void): Promise<() => void> {
  return desk.onDrop(hear)
}

/** What was thrown, as the desk's own kind of failure. */
export function failureOf(thrown: unknown): DeskError {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown && 'remedy' in thrown) {
    return thrown as DeskError
  }
  return { code: 'internal', message: String(thrown), remedy: '' }
}
