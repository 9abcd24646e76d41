/** Keeps a name's direction to itself inside a sentence, where no `<bdi>` can stand. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`
}
