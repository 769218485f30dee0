import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Span } from '../anchoring/span'
import { foldCharacter, type Folding } from './fold-character'
import { matchBlock, type OtherForms } from './match-block'
import { parseQuery, type Query } from './query'
import { tokensOf, wholeFolding } from './tokens'

function found(text: string, source: string, folding: Folding = wholeFolding, others?: OtherForms): string[] {
  const parsed = parseQuery(source, folding)
  if (!parsed.ok) throw new Error(`${source}: ${parsed.why}`)
  return matchBlock(text, parsed.query, folding, others).map(({ start, end }) => text.slice(start, end))
}

describe('tokens', () => {
  test.each([
    ['Salt, boats & nets.', ['salt', 'boats', 'nets']],
    ['non-traditional', ['non', 'traditional']],
    ['l’eau; don’t', ['l', 'eau', 'don', 't']],
    ['Straße İstanbul ﬁshing', ['strasse', 'istanbul', 'fishing']],
    ['se\u00adcu\u00adri\u00adty', ['security']],
    ['Cafe\u0301 CAFÉ', ['cafe', 'cafe']],
    ['国家安全2014年', ['国', '家', '安', '全', '2014', '年']],
    ['カタカナーひらがな々', ['カ', 'タ', 'カ', 'ナ', 'ー', 'ひ', 'ら', 'が', 'な', '々']],
    ['ความ', ['ค', 'ว', 'า', 'ม']],
    ['안전 보장', ['안전', '보장']],
    ['كِتَاب السلام', ['كتاب', 'السلام']],
    ['हिन्दी में', ['हिन्दी', 'में']],
    ['so 👩‍👩‍👧👩!', ['so', '👩‍👩‍👧', '👩']],
    ['½', ['1', '2']],
    ['', []],
    ['… — !', []],
  ])('of %s', (text, forms) => expect(tokensOf(text).map(({ form }) => form)).toEqual(forms))

  test('stand at whole characters of the text as it is', () => {
    const text = 'Ist ﬃ Straße İx\u00ady?'
    expect(tokensOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(['Ist', 'ﬃ', 'Straße', 'İx\u00ady'])
  })
})

describe('a paragraph is searched', () => {
  const text = 'The salt of the sea, and the boats that carry Salt: no nets.'
  test.each([
    ['salt', ['salt', 'Salt']],
    ['salt boats', ['salt', 'boats', 'Salt']],
    ['salt nowhere', []],
    ['salt OR nowhere', ['salt', 'Salt']],
    ['salt -nowhere', ['salt', 'Salt']],
    ['salt -nets', []],
    ['"the sea and"', ['the sea, and']],
    ['"sea the"', []],
    ['boat*', ['boats']],
    ['sea NEAR/3 salt', ['salt of the sea']],
    ['sea NEAR/2 salt', []],
    ['salt NEAR/1 nets', []],
    ['nets NEAR/2 salt', ['Salt: no nets']],
    ['salt "salt of"', ['salt of', 'Salt']],
  ])('%s', (query, hits) => expect(found(text, query)).toEqual(hits))

  test('in scripts without spaces, for one character as for several', () => {
    const chinese = '非传统安全是国家安全的一部分。'
    expect(found(chinese, '安')).toEqual(['安', '安'])
    expect(found(chinese, '安全')).toEqual(['安全', '安全'])
    expect(found(chinese, '国家安全')).toEqual(['国家安全'])
    expect(found(chinese, '全安')).toEqual([])
    expect(found('一路平安。全国安 全', '安全')).toEqual(['安 全'])
    expect(found('一路平安。全国', '"安 全"')).toEqual(['安。全'])
    expect(found('ความมั่นคง', 'มั่นคง')).toEqual(['มั่นคง'])
  })

  test('case and accents only where they are asked for', () => {
    const words = 'Resume résumé RÉSUMÉ re\u0301sume\u0301'
    expect(found(words, 'resume')).toHaveLength(4)
    expect(found(words, 'résumé', { case: 'folded', accents: 'exact' })).toEqual([
      'résumé',
      'RÉSUMÉ',
      're\u0301sume\u0301',
    ])
    expect(found(words, 'Resum*', { case: 'exact', accents: 'folded' })).toEqual(['Resume'])
    expect(found('½ cup', '½', { case: 'exact', accents: 'exact' })).toEqual(['½'])
  })

  test('other forms of a word, and not of one in quotes', () => {
    const others = new Map([['develop', new Set(['developed', 'development'])]])
    const words = 'They developed what development means.'
    expect(found(words, 'develop', wholeFolding, others)).toEqual(['developed', 'development'])
    expect(found(words, '"develop"', wholeFolding, others)).toEqual([])
  })
})

const piece = fc.constantFrom(
  ...[
    'a',
    'A',
    'b',
    'i',
    's',
    'ﬁ',
    'ﬃ',
    'ß',
    'é',
    'e\u0301',
    'e',
    '\u0301',
    ' ',
    ' ',
    '\u00a0',
    '\u00ad',
    '\u200d',
    '’',
    '-',
    '.',
  ],
  ...[
    'İ',
    'ı',
    'Σ',
    'ς',
    'й',
    'и',
    '盐',
    '安',
    '葛\u{e0100}',
    '각',
    '\u1100\u1161',
    'กำ',
    'ก',
    'ה',
    'שׁ',
    'ك',
    '\u200f',
  ],
  ...['👩‍👩‍👧', '👩', '🇨🇳', '\ud83d', '½', '1', 'ー', 'か', '\u{20000}'],
)
const anyText = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''))
const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** The tokens of a text, the slow way: letter by letter, each asked by regular expressions what it is. */
function slowTokens(text: string, folding: Folding): { form: string; start: number; end: number }[] {
  const tokens: { form: string; start: number; end: number; isWord: boolean }[] = []
  let isOpen = false
  for (const { segment, index } of segmenter.segment(text))
    for (const { segment: letter } of segmenter.segment(foldCharacter(segment, folding))) {
      const isSign =
        /^(\p{Extended_Pictographic}|\p{RI})/u.test(letter) ||
        (/^[\p{L}\p{N}]/u.test(letter) && /^[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}]/u.test(letter))
      const isWord = !isSign && /^[\p{L}\p{N}]/u.test(letter)
      const last = tokens.at(-1)
      if (isWord && isOpen && last) {
        last.form += letter
        last.end = index + segment.length
      } else if (isWord || isSign) tokens.push({ form: letter, start: index, end: index + segment.length, isWord })
      isOpen = isWord
    }
  return tokens
}

const anyFolding = fc.record<Folding>({
  case: fc.constantFrom('folded', 'exact'),
  accents: fc.constantFrom('folded', 'exact'),
})

test('law: tokens are those that one finds letter by letter', () => {
  fc.assert(
    fc.property(anyText, anyFolding, (text, folding) => {
      expect(tokensOf(text, folding).map(({ form, start, end }) => ({ form, start, end }))).toEqual(
        slowTokens(text, folding).map(({ form, start, end }) => ({ form, start, end })),
      )
    }),
    { numRuns: 5000 },
  )
})

const isSign = (form: string): boolean =>
  /^(\p{Extended_Pictographic}|\p{RI}|[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}])/u.test(form)

/** Where a run of words stands, the slow way. */
function scan(text: string, wanted: string, folding: Folding): Span[] {
  const [tokens, terms] = [slowTokens(text, folding), slowTokens(wanted, folding)]
  const hits: Span[] = []
  for (let at = 0; at + terms.length <= tokens.length && terms.length > 0; at++) {
    const some = tokens.slice(at, at + terms.length)
    const isParted = (i: number) =>
      i > 0 &&
      isSign(terms[i]!.form) &&
      isSign(terms[i - 1]!.form) &&
      terms[i]!.start === terms[i - 1]!.end &&
      /[^\s\u00ad\u200d\u200f\ufe0f]/u.test(text.slice(some[i - 1]!.end, some[i]!.start))
    if (some.some(({ form }, i) => form !== terms[i]!.form || isParted(i)) || some[0]!.start < (hits.at(-1)?.end ?? 0))
      continue
    hits.push({ start: some[0]!.start, end: some.at(-1)!.end })
  }
  return hits
}

test('law: words in quotes are found exactly where one finds them letter by letter', () => {
  const query = fc.array(piece, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(anyText, query, anyFolding, (text, wanted, folding) => {
      const parsed = parseQuery(`"${wanted}"`, folding)
      if (!parsed.ok) {
        expect(slowTokens(wanted, wholeFolding)).toEqual([])
        return
      }
      // Where what is told apart parts words differently, there is no same run to look for.
      fc.pre(slowTokens(wanted, folding).length === slowTokens(wanted, wholeFolding).length)
      expect(matchBlock(text, parsed.query, folding)).toEqual(scan(text, wanted, folding))
    }),
    { numRuns: 5000 },
  )
})

test('law: AND, OR, NOT are what logic says of the parts', () => {
  const word = fc.constantFrom('a', 'b', 'c', '盐')
  const someQuery: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>((tie) => ({
    query: fc.oneof(
      { maxDepth: 3 },
      word.map((form): Query => ({
        kind: 'run',
        terms: [{ form, compared: form, isPrefix: false, isStemmed: false, isSign: false, isJoined: false }],
      })),
      fc.array(tie('query'), { minLength: 1, maxLength: 3 }).map((parts): Query => ({ kind: 'and', parts })),
      fc.array(tie('query'), { minLength: 1, maxLength: 3 }).map((parts): Query => ({ kind: 'or', parts })),
      tie('query').map((part): Query => ({ kind: 'not', part })),
    ),
  })).query
  const holds = (query: Query, words: readonly string[]): boolean => {
    if (query.kind === 'run') return words.includes(query.terms[0]!.form)
    if (query.kind === 'and') return query.parts.every((part) => holds(part, words))
    if (query.kind === 'or') return query.parts.some((part) => holds(part, words))
    return query.kind === 'not' && !holds(query.part, words)
  }
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), someQuery, (words, query) => {
      // The word at the end is in every text, so that what holds has a place to be found by.
      const anchored: Query = {
        kind: 'and',
        parts: [
          query,
          {
            kind: 'run',
            terms: [{ form: 'z', compared: 'z', isPrefix: false, isStemmed: false, isSign: false, isJoined: false }],
          },
        ],
      }
      expect(matchBlock(`${words.join(' ')} z`, anchored).length > 0).toBe(holds(query, words))
    }),
    { numRuns: 3000 },
  )
})
