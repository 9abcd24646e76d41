import { expect, test } from 'vitest'

import { csv } from './csv'

test('quotes what is in the way, and lets nobody write a formula', () => {
  expect(csv([['a', 'say "hi", now'], ['=HYPERLINK("https://evil.example")', '+55', 'two\nlines']])).toBe(
    '"a","say ""hi"", now"\r\n"\'=HYPERLINK(""https://evil.example"")","\'+55","two\nlines"',
  )
})
