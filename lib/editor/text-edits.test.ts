import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyEdits, textEdits } from './text-edits'

const piece = fc.constantFrom(
  'the ',
  'harbour',
  ' ',
  '\n',
  'colour ',
  '👩🏽‍🌾',
  '𝒳',
  '第三行',
  'é',
  'é',
  '.',
  '',
  'a',
  '😀',
  '😁',
)
const text = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''))
const splitsPair = (value: string, at: number) =>
  at > 0 && at < value.length && /[\uD800-\uDBFF]/.test(value[at - 1] ?? '') && /[\uDC00-\uDFFF]/.test(value[at] ?? '')

describe('textEdits', () => {
  test('turn the one text into the other, in order, apart from each other and cutting no pair', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const edits = textEdits(before, after)
        expect(applyEdits(before, edits)).toBe(after)
        edits.forEach(({ start, end }, i) => {
          expect(start).toBeGreaterThan(edits[i - 1]?.end ?? -1)
          expect(end).toBeGreaterThanOrEqual(start)
          expect(splitsPair(before, start) || splitsPair(before, end)).toBe(false)
        })
      }),
      { numRuns: 3000 },
    )
  })

  test.each([
    ['a letter', 'The harbor slept.', 'The harbour slept.', [{ start: 9, end: 9, text: 'u' }]],
    [
      'two words beside each other',
      'teh harbor',
      'the harbour',
      [
        { start: 1, end: 3, text: 'he' },
        { start: 9, end: 9, text: 'u' },
      ],
    ],
    ['a word', 'big ship here', 'big boat here', [{ start: 4, end: 8, text: 'boat' }]],
    ['two lines joined', 'one\ntwo', 'one two', [{ start: 3, end: 4, text: ' ' }]],
    ['an emoji by its sister', 'a 😀 b', 'a 😁 b', [{ start: 2, end: 4, text: '😁' }]],
    ['a line taken out', 'one\ntwo\nthree', 'one\nthree', [{ start: 4, end: 8, text: '' }]],
    ['a line put in', 'one\nthree', 'one\ntwo\nthree', [{ start: 4, end: 4, text: 'two\n' }]],
  ])('%s', (_, before, after, edits) => expect(textEdits(before, after)).toEqual(edits))

  test('a rewritten paragraph is one edit, although both say “the”', () => {
    const [before, after] = [
      'Boats left the quay before the first light of the day.',
      'Nobody knows what the ministry wanted, or whom the plan would feed.',
    ]
    expect(textEdits(`A.\n${before}\nZ.`, `A.\n${after}\nZ.`)).toHaveLength(1)
  })

  test('a megabyte is compared whole, corrected or replaced, in a time that grows with its length: the square of it would not end', () => {
    const line = (i: number) =>
      `Line ${i} of a long report about the harbour and ${(i * 7919) % 1000} boats that came home.`
    const before = Array.from({ length: 15_000 }, (_, i) => line(i)).join('\n')
    const corrected = before.replaceAll(/Line (\d*7)7 /g, 'Row $1 ')
    const other = Array.from({ length: 15_000 }, (_, i) => line(i + 20_000).toUpperCase()).join('\n')
    for (const after of [corrected, other]) expect(applyEdits(before, textEdits(before, after))).toBe(after)
  })
})
