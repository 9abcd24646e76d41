/** A piece of a text that was changed. */
export interface Change {
  kind: 'same' | 'gone' | 'new'
  text: string
}

/** Longer texts are compared as one piece: the table of their words would be too large. */
const MOST_WORDS = 600

/** What became of a text, word by word. */
export function changesOf(before: string, after: string): Change[] {
  const a = before.match(/\S+\s*|\s+/g) ?? []
  const b = after.match(/\S+\s*|\s+/g) ?? []
  if (Math.max(a.length, b.length) > MOST_WORDS) return joined([{ kind: 'gone', text: before }, { kind: 'new', text: after }])
  const common = lengths(a, b)
  const pieces: Change[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [x = '', y = ''] = [a[i], b[j]]
    if (i < a.length && j < b.length && x === y) {
      pieces.push({ kind: 'same', text: x })
      i += 1
      j += 1
    } else if (i < a.length && (j === b.length || (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      pieces.push({ kind: 'gone', text: x })
      i += 1
    } else {
      pieces.push({ kind: 'new', text: y })
      j += 1
    }
  }
  return joined(pieces)
}

/** How many places were changed. */
export function countOf(changes: readonly Change[]): number {
  return changes.filter(({ kind }, at) => kind !== 'same' && (changes[at - 1]?.kind ?? 'same') === 'same').length
}

/** How many words two texts share, from each place of both to their ends. */
function lengths(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = table[i]
      if (row) row[j] = a[i] === b[j] ? (table[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(table[i + 1]?.[j] ?? 0, row[j + 1] ?? 0)
    }
  }
  return table
}

function joined(pieces: readonly Change[]): Change[] {
  const together: Change[] = []
  for (const { kind, text } of pieces) {
    const last = together.at(-1)
    if (last?.kind === kind) last.text += text
    else if (text) together.push({ kind, text })
  }
  return together
}
