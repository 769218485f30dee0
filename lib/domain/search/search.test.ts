import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Span } from '../anchoring/span'
import { findIn, firstFrom } from './find-in'
import { foldCharacter, type Folding } from './fold-character'
import { foldText } from './folded-text'
import { wideCharacters } from './wide-characters'

const folded: Folding = { case: 'folded', accents: 'folded' }
const exact: Folding = { case: 'exact', accents: 'exact' }
const found = (text: string, query: string, folding = folded) =>
  findIn(foldText(text, folding), query, folding).map(({ start, end }) => text.slice(start, end))

describe('find matches as a person reads', () => {
  test.each([
    ['a no-break space', 'ten\u00a0boats', 'ten boats', ['ten\u00a0boats']],
    ['a narrow no-break space and a thin one', '10\u202f000 and 10\u2009000', '10 000', ['10\u202f000', '10\u2009000']],
    ['several spaces', 'ten   boats', 'ten boats', ['ten   boats']],
    ['a typed no-break space', 'ten boats', 'ten\u00a0boats', ['ten boats']],
    ['ligatures', 'the ﬁshing oﬃce', 'fishing office', ['ﬁshing oﬃce']],
    ['half a ligature with the whole', 'oﬃce', 'fic', ['ﬃc']],
    ['a typed ligature', 'fishing', 'ﬁsh', ['fish']],
    ['joined letters', 'œuvre', 'oeuvre', ['œuvre']],
    ['curly quotes', '“Don’t,” he said', `"don't," he`, ['“Don’t,” he']],
    ['straight quotes', `"Don't," he said`, '“Don’t,”', [`"Don't,"`]],
    ['guillemets', '«oui»', '"oui"', ['«oui»']],
    ['dashes', 'non‑traditional – not non—traditional', 'non-traditional', ['non‑traditional', 'non—traditional']],
    ['a soft hyphen', 'se\u00adcu\u00adri\u00adty', 'security', ['se\u00adcu\u00adri\u00adty']],
    ['a typed soft hyphen', 'security', 'secu\u00adrity', ['security']],
    ['zero width', 'se\u200bcurity', 'security', ['se\u200bcurity']],
    ['a form of a sign, of which fonts have several', '葛\u{e0101}城と葛城', '葛城', ['葛\u{e0101}城', '葛城']],
    ['a typed form of a sign', '葛城', '葛\u{e0100}城', ['葛城']],
    ['a sign in colour, and not', '❤\ufe0f and ❤ and ❤\ufe0e', '❤', ['❤\ufe0f', '❤', '❤\ufe0e']],
    ['a Mongolian form of a letter', 'ᠭ\u180bᠠ', 'ᠭᠠ', ['ᠭ\u180bᠠ']],
    ['decomposed letters', 'Cafe\u0301 au lait', 'café', ['Cafe\u0301']],
    ['a decomposed query', 'Café', 'cafe\u0301', ['Café']],
    ['no accents typed', 'à Nîmes', 'a nimes', ['à Nîmes']],
    ['accents typed where there are none', 'Nimes', 'Nîmes', ['Nimes']],
    ['sharp s', 'Straße STRASSE', 'strasse', ['Straße', 'STRASSE']],
    ['final sigma', 'ΟΔΟΣ οδος', 'οδοσ', ['ΟΔΟΣ', 'οδος']],
    ['dotted and dotless i', 'İstanbul ıstanbul', 'istanbul', ['İstanbul', 'ıstanbul']],
    ['wide forms', 'ＡＢＣ１２', 'abc12', ['ＡＢＣ１２']],
    ['Arabic points and tatweel', 'كِتَاب كتـاب', 'كتاب', ['كِتَاب', 'كتـاب']],
    ['an ellipsis', 'wait… now', 'wait...', ['wait…']],
    ['Vietnamese', 'An ninh phi truyền thống', 'truyen thong', ['truyền thống']],
    ['letters of their own', 'мой мои', 'мой', ['мой']],
    ['no part of a syllable', '각 가', '가', ['가']],
    ['no part of a family', '👩‍👩‍👧 👩', '👩', ['👩']],
    ['nothing unseen at the edges', 'a\u00adb\u00ad c', 'b', ['b']],
    ['nothing across lines', 'one\ntwo', 'one two', []],
  ])('%s', (_, text, query, hits) => {
    expect(found(text, query)).toEqual(hits)
  })

  test('case and accents only where they are asked for', () => {
    const text = 'Resume résumé RÉSUMÉ re\u0301sume\u0301'
    expect(found(text, 'résumé')).toHaveLength(4)
    expect(found(text, 'résumé', { case: 'folded', accents: 'exact' })).toEqual([
      'résumé',
      'RÉSUMÉ',
      're\u0301sume\u0301',
    ])
    expect(found(text, 'résumé', exact)).toEqual(['résumé', 're\u0301sume\u0301'])
    expect(found(text, 'Resume', { case: 'exact', accents: 'folded' })).toEqual(['Resume'])
    expect(found('é', 'e', exact)).toEqual([])
    expect(found('e\u0301', 'e', exact)).toEqual([])
  })

  test('an empty query, and one of nothing that is seen, stand nowhere', () => {
    for (const query of ['', '\u00ad', '\u200b\u0301']) expect(found('a\u00adb', query)).toEqual([])
  })
})

const piece = fc.constantFrom(
  'a',
  'A',
  'b',
  'f',
  'i',
  's',
  'ﬁ',
  'ﬃ',
  'ﬀ',
  'ß',
  'é',
  'e\u0301',
  'e',
  '\u0301',
  ' ',
  '\u00a0',
  '\u2009',
  '\n',
  '\u00ad',
  '葛\u{e0100}',
  '\u{e01ef}',
  '\u200d',
  '’',
  "'",
  '–',
  '-',
  'İ',
  'ı',
  'Σ',
  'ς',
  'й',
  'и',
  '盐',
  '각',
  '가',
  '\u1100\u1161',
  '👩‍👩‍👧',
  '👩',
  '🇨🇳',
  '\ud83d',
  'กำ',
  '…',
  '.',
)
const anyText = fc.array(piece, { maxLength: 24 }).map((parts) => parts.join(''))
const anyQuery = fc.array(piece, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''))
const anyFolding = fc.record<Folding>({
  case: fc.constantFrom('folded', 'exact'),
  accents: fc.constantFrom('folded', 'exact'),
})
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Every letter of a text with the character that it comes from, the slow way. */
function letters(text: string, folding: Folding) {
  const all: { letter: string; start: number; end: number }[] = []
  for (const { segment, index } of graphemes.segment(text))
    for (const { segment: letter } of graphemes.segment(foldCharacter(segment, folding)))
      if (letter !== ' ' || all.at(-1)?.letter !== ' ') all.push({ letter, start: index, end: index + segment.length })
  return all
}

function naive(text: string, query: string, folding: Folding) {
  const all = letters(text, folding)
  const wanted = letters(query, folding)
    .map(({ letter }) => letter)
    .join('')
  const hits: Span[] = []
  for (let from = 0; wanted !== '' && from < all.length; from++) {
    if (all[from]!.start < (hits.at(-1)?.end ?? 0)) continue
    let said = ''
    let to = from
    while (to < all.length && said.length < wanted.length) said += all[to++]!.letter
    if (said === wanted) hits.push({ start: all[from]!.start, end: all[to - 1]!.end })
  }
  return hits
}

test('law: finding is folding and looking letter by letter', () => {
  fc.assert(
    fc.property(anyText, anyQuery, anyFolding, (text, query, folding) => {
      expect(findIn(foldText(text, folding), query, folding)).toEqual(naive(text, query, folding))
    }),
    { numRuns: 5000 },
  )
})

test('law: hits are whole characters in order that do not overlap, and each folds to the query but for half ligatures and what is not seen', () => {
  fc.assert(
    fc.property(anyText, anyQuery, anyFolding, (text, query, folding) => {
      const edges = new Set([...[...graphemes.segment(text)].map(({ index }) => index), text.length])
      let last = 0
      for (const { start, end } of findIn(foldText(text, folding), query, folding)) {
        expect(edges.has(start) && edges.has(end)).toBe(true)
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        expect(foldText(text.slice(start, end), folding).text).toContain(foldText(query, folding).text)
        last = end
      }
    }),
    { numRuns: 2000 },
  )
})

test('law: folding is stable, maps every unit into its source in order, and each text is found in itself', () => {
  fc.assert(
    fc.property(anyText, anyFolding, (text, folding) => {
      const { text: once, starts, ends } = foldText(text, folding)
      expect(starts).toHaveLength(once.length)
      for (let at = 1; at < once.length; at++)
        expect(starts[at]! >= starts[at - 1]! && ends[at]! >= ends[at - 1]! && ends[at]! <= text.length).toBe(true)
      if (once !== '') expect(findIn(foldText(text, folding), text, folding)).toHaveLength(1)
      expect(wideCharacters(text)).toEqual(
        [...graphemes.segment(text)]
          .filter(({ segment }) => segment.length > 1)
          .map(({ segment, index }) => ({ start: index, end: index + segment.length })),
      )
    }),
    { numRuns: 2000 },
  )
})

test('a megabyte is folded once and searched while one types', () => {
  const text =
    'Le ﬁlet, disait-il, est “raccommodé” chaque nuit\u00a0; personne ne le voit. The harbour slept — at noon the boats came home.\n'.repeat(
      8_500,
    )
  expect(text.length).toBeGreaterThan(1_000_000)
  const began = performance.now()
  const ready = foldText(text, folded)
  const foldedAfter = performance.now() - began
  const times = ['f', 'fi', 'fil', 'filet', 'nothing of the kind', 'raccommode', 'e'].map((query) => {
    const from = performance.now()
    findIn(ready, query, folded)
    return performance.now() - from
  })
  console.info(`1 MB folded in ${Math.round(foldedAfter)} ms, searched in at most ${Math.round(Math.max(...times))} ms`)
  expect(foldedAfter).toBeLessThan(3_000)
  expect(Math.max(...times)).toBeLessThan(500)
  expect(findIn(ready, 'filet', folded)).toHaveLength(8_500)
})

test('the first hit from here on, and round the end to the first of all', () => {
  const hits = [
    { start: 3, end: 4 },
    { start: 9, end: 10 },
  ]
  expect([firstFrom(hits, 0), firstFrom(hits, 4), firstFrom(hits, 10), firstFrom([], 1)]).toEqual([0, 1, 0, -1])
})
