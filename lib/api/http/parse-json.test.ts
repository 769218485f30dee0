import fc from 'fast-check'
import { expect, test } from 'vitest'
import { demandShallow, parseJson } from './parse-json'

const passes = (text: string) => {
  try {
    demandShallow(text)
    return true
  } catch {
    return false
  }
}
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

test('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
      expect(parseJson(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('brackets in strings are letters, behind whatever backslashes', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('[', '{', '\\', '"', 'a'), { maxLength: 30 }), (letters) =>
      passes(JSON.stringify({ a: letters.join('') + '['.repeat(1000) })),
    ),
  )
})

test.each([
  [nested(400), true],
  [nested(401), false],
  ['{"a":'.repeat(401), false],
  [`[${'[],'.repeat(999_998)}[]]`, true],
  [`[${'{},'.repeat(1_000_000)}{}]`, false],
  ['"[[[', true], // No JSON, which the parser says.
  ['"\\', true],
])('nesting and number are bounded: case %#', (text, expected) => {
  expect(passes(text)).toBe(expected)
})

// The square of these lengths would not end within the time of a test.
test('time grows with length and no faster', () => {
  for (const text of [
    '"'.repeat(16_000_000),
    '"\\"'.repeat(5_000_000),
    '[]'.repeat(500_000) + ' '.repeat(15_000_000),
    '['.repeat(16_000_000),
  ])
    expect(passes(text)).toBeTypeOf('boolean')
})
