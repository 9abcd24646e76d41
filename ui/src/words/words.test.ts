import { describe, expect, test } from 'vitest'

import type { Words } from '../words'
import { english } from './english'
import { portuguese } from './portuguese'
import { spanish } from './spanish'

type Tree = { [key: string]: unknown }
/** Names and notices that are the same in every language. */
const SAME = /^(Kapso Desk|Claude Code|VS Code|Cursor|Zed|Token|API key|Secret Service|Marketing|Total|English|Español|Português|हिन्दी|Bahasa Indonesia|العربية|Sticker|Video|Audio|Link|Variables|Contacto|LF|13:31|21 h 53 min|Lucía Fernández|Óptica Miramar|N°|¿.*|Sí, Lucía.*|4096)$/

/** Every sentence with the way to it; those that are made are made with plain arguments. */
function sentences(words: Words | Tree, way = ''): [string, string][] {
  return Object.entries(words as Tree).flatMap(([key, value]): [string, string][] => {
    const here = `${way}.${key}`
    if (typeof value === 'string') return [[here, value]]
    if (Array.isArray(value)) return value.map((text, at) => [`${here}.${at}`, String(text)])
    if (typeof value === 'object' && value !== null) return sentences(value as Tree, here)
    if (typeof value === 'function' && here !== '.failures.plain') return [[here, String((value as (...all: unknown[]) => string)('2', '3', '4'))]]
    return []
  })
}

describe.each([['Spanish', spanish], ['Portuguese', portuguese]] as const)('%s', (_, language) => {
  const own = new Map(sentences(language))

  test('says everything that English says, and nothing else', () => {
    expect([...own.keys()].sort()).toEqual(sentences(english).map(([way]) => way).sort())
    expect([...own.values()].filter((text) => !text.trim())).toEqual([])
  })

  test('leaves no sentence of more than one word in English', () => {
    const left = sentences(english).filter(([way, text]) => own.get(way) === text && /\p{L}{3,}\s+\p{L}{2,}/u.test(text) && !SAME.test(text))
    expect(left).toEqual([])
  })

  test('speaks as plainly: no exclamation marks, and every argument is said', () => {
    expect([...own.values()].filter((text) => /!/.test(text))).toEqual([])
    const silent = sentences(english).filter(([way, text]) => /\b2\b/.test(text) && !/2/.test(own.get(way) ?? ''))
    expect(silent).toEqual([])
  })
})
