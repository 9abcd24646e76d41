import type { Media } from '../contract'
import { oneLine } from './bidi'

const BY_TYPE: Record<string, string> = {
  'application/pdf': 'PDF',
  'application/msword': 'DOC',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.ms-excel': 'XLS',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/vnd.ms-powerpoint': 'PPT',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PPTX',
  'text/plain': 'TXT',
  'text/csv': 'CSV',
  'application/zip': 'ZIP',
}

/** The letters on a file's sheet: what it is, and not only what it is called. Four at most. */
export function fileKind(media: Media): string {
  const type = (media.mime_type ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const known = BY_TYPE[type]
  if (known) return known
  const [, extension = ''] = /\.([A-Za-z0-9]{1,4})$/u.exec(oneLine(media.filename ?? '')) ?? []
  return extension.toUpperCase()
}

/** A file's name in two, so that the end that says what it is stays in sight however long the name is. */
export function nameParts(name: string): { stem: string; extension: string } {
  const [, stem = name, extension = ''] = /^(.+)(\.[^.\s]{1,12})$/su.exec(name) ?? []
  return { stem, extension }
}
