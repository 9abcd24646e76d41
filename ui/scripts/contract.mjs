// Writes src/contract.ts from the reviewed contract. `--check` only says whether it is fresh.
import { readFileSync, writeFileSync } from 'node:fs'
import { compile } from 'json-schema-to-typescript'

const source = new URL('../../tests/contract/contract.json', import.meta.url)
const target = new URL('../src/contract.ts', import.meta.url)
const contract = JSON.parse(readFileSync(source, 'utf8'))

const pascal = (name) => name.replace(/(^|_)([a-z])/g, (_, __, letter) => letter.toUpperCase())
const named = (schema, title) => ({ ...schema, title })

const definitions = Object.fromEntries(Object.entries(contract.$defs).map(([name, schema]) => [name, named(schema, name)]))
const outputs = new Map()
const calls = { operations: [], actions: [] }
for (const kind of ['operations', 'actions']) {
  for (const { name, input, output, description } of contract[kind]) {
    definitions[`${pascal(name)}Input`] = named(input, `${pascal(name)}Input`)
    if (!outputs.has(output.title)) outputs.set(output.title, named(output, output.title))
    calls[kind].push(`  /** ${description.replaceAll('\n', ' ')} */\n  ${name}: { input: ${pascal(name)}Input; output: ${output.title} }`)
  }
}
for (const [title, schema] of outputs) definitions[title] ??= schema
definitions.DeskEvent = named(contract.event, 'DeskEvent')
definitions.DeskError = named(contract.error, 'DeskError')

const inline = (text) => JSON.parse(JSON.stringify(text).replaceAll('#/$defs/', '#/definitions/'))
const types = await compile(
  inline({ title: 'Contract', type: 'object', additionalProperties: false, definitions }),
  'Contract',
  { additionalProperties: false, bannerComment: '', unreachableDefinitions: true, style: { semi: false, singleQuote: true }, maxItems: -1 }
)
const text = `// Made from tests/contract/contract.json by scripts/contract.mjs. Do not edit.

${types.replace(/export interface Contract \{\}\n/, '').replace(/^( \*\n)? \* This interface was referenced by[^\n]*\n \* via the [^\n]*\n/gm, '').replace(/^\/\*\*\n \*\/\n/gm, '')}
/** What every face can ask for. */
export interface Operations {
${calls.operations.join('\n')}
}

/** What only a person at the desk can do. */
export interface Actions {
${calls.actions.join('\n')}
}
`
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('src/contract.ts is stale: run `npm run contract` in ui/.')
    process.exit(1)
  }
} else {
  writeFileSync(target, text)
}
