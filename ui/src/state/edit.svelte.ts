import type { Approval } from '../contract'
import { changesOf, countOf } from '../format/changes'

type Path = readonly (string | number)[]

/** A text of a request that a person may change. */
export interface EditField {
  path: Path
  /** The name of a template's value; absent for the message itself. */
  name?: string
  /** What the agent wrote. */
  asked: string
}

/** The longest text that WhatsApp takes in a field. */
const MOST: Record<string, number> = { content: 4096, caption: 1024, body_text: 1024 }
const TEXTS = ['content', 'caption', 'body_text', 'note', 'display_name']

/** What may be changed of a request: what people read, never to whom it goes or through which number. */
export function fieldsOf({ input }: Approval): EditField[] {
  const texts = TEXTS.flatMap((key): EditField[] => {
    const asked = input[key]
    return typeof asked === 'string' ? [{ path: [key], asked }] : []
  })
  const values = Array.isArray(input['parameters']) ? (input['parameters'] as { name?: string | null; value?: unknown }[]) : []
  return [
    ...texts,
    ...values.flatMap(({ name, value }, at): EditField[] =>
      typeof value === 'string' ? [{ path: ['parameters', at, 'value'], name: name ?? String(at + 1), asked: value }] : [],
    ),
  ]
}

/** A request while a person changes it. */
export class Edit {
  readonly fields: EditField[]
  #texts = $state.raw<string[]>([])
  readonly #input: Approval['input']

  constructor(request: Approval) {
    this.#input = request.input
    this.fields = fieldsOf(request)
    this.#texts = this.fields.map(({ asked }) => asked)
  }

  text(at: number): string {
    return this.#texts[at] ?? ''
  }

  write(at: number, text: string): void {
    this.#texts = this.#texts.with(at, text)
  }

  /** How many characters a field takes. */
  most(at: number): number {
    return MOST[String(this.fields[at]?.path[0])] ?? 1024
  }

  /** How many places are not as the agent wrote them. */
  get changes(): number {
    return this.fields.reduce((sum, { asked }, at) => sum + countOf(changesOf(asked, this.text(at))), 0)
  }

  /** Whether a field holds nothing. */
  get isEmpty(): boolean {
    return this.#texts.some((text) => !text.trim())
  }

  /** The whole input with what was changed. */
  get input(): Approval['input'] {
    const input = structuredClone(this.#input)
    this.fields.forEach(({ path }, at) => put(input, path, this.text(at)))
    return input
  }
}

function put(into: Record<string | number, unknown>, [key = '', ...rest]: Path, text: string): void {
  if (rest.length === 0) into[key] = text
  else put(into[key] as Record<string | number, unknown>, rest, text)
}
