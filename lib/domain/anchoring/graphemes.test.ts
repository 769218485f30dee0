import fc from 'fast-check'
import { expect, test } from 'vitest'
import { graphemes } from './graphemes'
import { snapToGraphemes } from './snap-to-graphemes'

const unit = fc.constantFrom(
  'a',
  ' ',
  '\n',
  '\r',
  '\r\n',
  'e\u0301',
  '\u0301',
  '👩‍👩‍👧',
  '👩',
  '\u200d',
  '🇳🇱',
  '🇳',
  '盐',
  'กำ',
  '각',
  '\u1100',
  '\ud83d',
  '\u{e0100}',
  'क्ष',
)
const whole = (text: string) =>
  Array.from(new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text), ({ index, segment }) => ({
    start: index,
    end: index + segment.length,
  }))

test('law: pieces make no difference', () => {
  fc.assert(
    fc.property(
      fc.array(unit, { maxLength: 30 }),
      fc.integer({ min: 50, max: 70 }),
      fc.constantFrom('a', '👩', '\u0301', '盐', '🇳'),
      (letters, length, filler) => {
        const text = filler.repeat(length).slice(0, length) + letters.join('') + filler.repeat(90) + letters.join('')
        expect([...graphemes(text)]).toEqual(whole(text))
      },
    ),
  )
})

test.each(['👩‍👩‍👧 and the sea. ', '盐和海。', '👩', 'e\u0301'])(
  'a line of a million code units of %s is read as one reads',
  (words) => {
    const text = words.repeat(1_000_000 / words.length)
    const spans = [...graphemes(text)]
    expect(spans.findIndex(({ start }, at) => start !== (spans[at - 1]?.end ?? 0))).toBe(-1)
    expect(spans.at(-1)?.end).toBe(text.length)
    expect(snapToGraphemes(text, 10 * words.length, 20 * words.length)).toEqual({
      start: 10 * words.length,
      end: 20 * words.length,
    })
  },
)
