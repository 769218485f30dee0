import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrangeDocuments, type ArrangedDocument } from '../documents/arrange-documents'
import { matchingNames } from '../threads/matching-names'
import { foldText } from './folded-text'
import { foldName, wordsIn } from './has-words'

test.each([
  ['Café de l’Île', "cafe l'ile"],
  ['Cafe\u0301', 'café'],
  ['Oﬃce hours', 'office'],
  ['Œuvres', 'oeuvres'],
  ['Non‑traditional security', 'non-traditional'],
  ['Nan\u00adxun', 'nanxun'],
  ['10\u202f000 boats', '10 000'],
  ['ＡＢＣ', 'abc'],
  ['İstanbul', 'istanbul'],
  ['Straße', 'strasse'],
  ['security / Food', 'food security'],
])('%s is found by %s in every field that narrows a list', (name, typed) => {
  expect(wordsIn(typed)(name)).toBe(true)
  const document: ArrangedDocument = {
    id: '1',
    title: name,
    language: 'en',
    format: 'txt',
    wordCount: 1,
    pageCount: 1,
    annotationCount: 0,
    coders: [],
    mine: { annotationCount: 0, state: null },
    createdBy: { name: 'Ana' },
    createdAt: '2026-01-01',
    attributes: {},
  }
  expect(
    arrangeDocuments([document], [], { text: typed, conditions: {}, sort: { column: 'title', descending: false } }),
  ).toHaveLength(1)
})

test.each([
  ['Zoë O’Neill', "o'n"],
  ['Łukasz', 'luk'],
  ['Nguyễn An', 'nguyen an'],
  ['Ana Ng', 'ng'],
])('%s is mentioned by typing %s', (name, typed) => {
  expect(matchingNames([{ name }, { name: 'Quentin' }], typed)).toEqual([{ name }])
})

test('every word must be there, and no word is everywhere', () => {
  expect([
    wordsIn('sea wall')('The wall by the sea'),
    wordsIn('sea walls')('The wall by the sea'),
    wordsIn(' \u200b')(''),
  ]).toEqual([true, false, true])
})

test('law: a text has each of its own words, however it is written', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      (text) =>
        wordsIn(text)(text) && wordsIn(text.normalize('NFD'))(text) && foldName(foldName(text)) === foldName(text),
    ),
  )
})

test('no field of the interface has a way of its own to compare letters', () => {
  // What lowers letters for another reason: a role within a sentence, a colour, two names that are to be one.
  const others = [
    'components/ui/colour-field.tsx',
    'components/codebook/use-split.ts',
    'components/history/history-days.tsx',
    'components/members/invitation-list.tsx',
    'components/members/member-list.tsx',
  ]
  const files = ['components', 'lib/browser']
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts'))
  expect(files.length).toBeGreaterThan(200)
  expect(
    files
      .filter((path) => /\.to(Locale)?LowerCase\(|useFilter\(/.test(readFileSync(path, 'utf8')))
      .filter((path) => !others.includes(path)),
  ).toEqual([])
})

test('a name of plain letters folds as any other text does', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme-ascii', maxLength: 20 }),
      fc.string({ unit: fc.constantFrom('a', 'B', '7', ' ', 'é'), maxLength: 12 }),
      (a, b) => {
        for (const name of [a, b])
          expect(foldName(name)).toBe(foldText(name, { case: 'folded', accents: 'folded' }).text)
      },
    ),
  )
})
