import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuery, queryFaults, type Query } from './query'

/** A query as one reads it: what binds stands in brackets. */
function spoken(query: Query): string {
  switch (query.kind) {
    case 'run':
      return query.terms.map((term) => `${term.form}${term.isPrefix ? '*' : ''}${term.isStemmed ? '~' : ''}`).join(' ')
    case 'not':
      return `not(${spoken(query.part)})`
    case 'near':
      return `near${query.distance}(${spoken(query.left)}, ${spoken(query.right)})`
    case 'and':
    case 'or':
      return `${query.kind}(${query.parts.map(spoken).join(', ')})`
  }
}

const read = (source: string) => {
  const parsed = parseQuery(source)
  return parsed.ok ? spoken(parsed.query) : `${parsed.why} at ${parsed.at}`
}

describe('a query is read', () => {
  test.each([
    ['security', 'security~'],
    ['Sécurité', 'securite~'],
    ['salt boats', 'and(salt~, boats~)'],
    ['salt AND boats', 'and(salt~, boats~)'],
    ['salt OR boats nets', 'or(salt~, and(boats~, nets~))'],
    ['salt -boats', 'and(salt~, not(boats~))'],
    ['salt NOT boats', 'and(salt~, not(boats~))'],
    ['salt AND NOT (boats OR nets)', 'and(salt~, not(or(boats~, nets~)))'],
    ['"non-traditional security"', 'non traditional security'],
    ['non-traditional', 'non traditional'],
    ['“salt of the sea”', 'salt of the sea'],
    ['「安全」', '安 全'],
    ['安全', '安 全'],
    ['（salt OR boats） nets', 'and(or(salt~, boats~), nets~)'],
    ['secur*', 'secur*'],
    ["don't", 'don t'],
    ['salt NEAR/5 "the sea"', 'near5(salt~, the sea)'],
    ['salt NEAR sea', 'near10(salt~, sea~)'],
    ['(salt OR boats) NEAR/3 sea', 'near3(or(salt~, boats~), sea~)'],
    ['a NOT NOT b', 'and(a~, b~)'],
    ['and or not near', 'and(and~, or~, not~, near~)'],
    ['👩‍👩‍👧', '👩‍👩‍👧'],
  ])('%s', (source, said) => expect(read(source)).toBe(said))
})

describe('what cannot be read is refused at its character', () => {
  test.each([
    ['', 'empty at 0'],
    ['  ', 'empty at 0'],
    ['say "salt', 'openQuote at 4'],
    ['salt (boats', 'openBracket at 5'],
    ['salt) boats', 'closedBracket at 4'],
    ['()', 'closedBracket at 1'],
    ['OR salt', 'nothingBefore at 0'],
    ['salt OR', 'nothingAfter at 7'],
    ['salt AND OR boats', 'nothingBefore at 9'],
    ['salt NOT', 'nothingAfter at 8'],
    ['salt ... boats', 'noWord at 5'],
    ['salt ""', 'noWord at 5'],
    ['-salt', 'onlyNot at 0'],
    ['salt OR -boats', 'onlyNot at 0'],
    ['salt *', 'starAlone at 5'],
    ['(salt boats) NEAR/3 sea', 'nearOfWords at 0'],
    ['salt NEAR/3 (sea -sand)', 'nearOfWords at 12'],
    ['('.repeat(20), 'tooDeep at 17'],
    ['a '.repeat(65), 'tooLong at 128'],
  ])('%s', (source, said) => expect(read(source)).toBe(said))
})

test('law: whatever is typed is read, or refused at a place within it', () => {
  const piece = fc.constantFrom(
    'a',
    'salt',
    ' ',
    '"',
    '(',
    ')',
    'AND',
    'OR',
    'NOT',
    'NEAR/2',
    '-',
    '*',
    '盐',
    '👩‍👧',
    '”',
    '\n',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (parts) => {
      const source = parts.join('')
      const parsed = parseQuery(source)
      if (parsed.ok) return
      expect(queryFaults).toContain(parsed.why)
      expect(parsed.at).toBeGreaterThanOrEqual(0)
      expect(parsed.at).toBeLessThanOrEqual(source.length)
    }),
    { numRuns: 3000 },
  )
})
