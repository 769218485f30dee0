import fc from 'fast-check'
import { expect, test } from 'vitest'
import { piecesOf, surroundings } from './passage-lines'

const spanIn = (text: string) =>
  fc
    .tuple(fc.nat(text.length - 1), fc.nat(text.length))
    .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))
    .filter(({ start, end }) => start < end)
const anyText = fc.string({ minLength: 2, maxLength: 120, unit: fc.constantFrom('a', 'b', ' ', '\n', '盐', '🜔') })

test('law: what is shown contains the stretch, lies in the text, and never begins or ends within a character', () => {
  fc.assert(
    fc.property(
      anyText.chain((text) => fc.tuple(fc.constant(text), spanIn(text), fc.nat(40))),
      ([text, span, reach]) => {
        const shown = surroundings(text, span, 'en', reach)
        expect(shown.start).toBeGreaterThanOrEqual(0)
        expect(shown.start).toBeLessThanOrEqual(span.start)
        expect(shown.end).toBeGreaterThanOrEqual(span.end)
        expect(shown.end).toBeLessThanOrEqual(text.length)
        if (shown.start !== span.start) expect(text.slice(shown.start, shown.start + 1)).not.toMatch(/[\uDC00-\uDFFF]/)
        if (shown.end !== span.end) expect(text.slice(shown.end, shown.end + 1)).not.toMatch(/[\uDC00-\uDFFF]/)
      },
    ),
    { examples: [[[' 🜔\n🜔 ', { start: 0, end: 2 }, 0]]] },
  )
})

test('law: the pieces are the text, in order, and each carries exactly the marks that lie on it', () => {
  const anyMarks = fc
    .array(fc.record({ start: fc.nat(60), length: fc.integer({ min: 1, max: 30 }) }), { maxLength: 8 })
    .map((drawn) => drawn.map(({ start, length }, i) => ({ id: String(i), start, end: start + length })))
  fc.assert(
    fc.property(
      fc.string({ minLength: 61, maxLength: 100 }),
      anyMarks,
      fc.nat(30),
      fc.integer({ min: 31, max: 60 }),
      (text, marks, start, end) => {
        const pieces = piecesOf(text, { start, end }, marks)
        expect(pieces.map((piece) => piece.text).join('')).toBe(text.slice(start, end))
        for (const piece of pieces)
          for (let at = piece.start; at < piece.start + piece.text.length; at++)
            expect(piece.marks.map(({ id }) => id).toSorted()).toEqual(
              marks
                .filter((mark) => mark.start <= at && at < mark.end)
                .map(({ id }) => id)
                .toSorted(),
            )
      },
    ),
  )
})

test('shows whole sentences of the paragraph, the one it lies in and those beside it within reach', () => {
  const text =
    'Another page.\nThe clerk was late. Dr. Salt came into the wells before the sea did. Nobody wrote it down. The nets were cut.\nThe end.'
  const start = text.indexOf('the wells')
  const shownOf = (reach: number) => {
    const shown = surroundings(text, { start, end: start + 'the wells'.length }, 'en', reach)
    return text.slice(shown.start, shown.end).trim()
  }
  expect(shownOf(25)).toBe('Dr. Salt came into the wells before the sea did.')
  expect(shownOf(50)).toBe('The clerk was late. Dr. Salt came into the wells before the sea did. Nobody wrote it down.')
  expect(shownOf(500)).toBe(
    'The clerk was late. Dr. Salt came into the wells before the sea did. Nobody wrote it down. The nets were cut.',
  )
})

test('a stretch of several sentences begins and ends with whole ones; Chinese ones too', () => {
  const text = '昨夜无风。渔船中午回港，没有鱼。医生数了九张床。没有人看见。'
  const start = text.indexOf('没有鱼')
  const shown = surroundings(text, { start, end: text.indexOf('九张') }, 'zh', 6)
  expect(text.slice(shown.start, shown.end)).toBe('渔船中午回港，没有鱼。医生数了九张床。')
})

test('a sentence that goes on for long is cut between words', () => {
  const text = 'aaa bbb '.repeat(40)
  const shown = surroundings(text, { start: 160, end: 163 }, 'en', 6)
  expect(shown).toEqual({ start: 156, end: 167 })
  const book = `${'x'.repeat(5000)} here ${'y'.repeat(5000)}`
  expect(surroundings(book, { start: 5001, end: 5005 }, 'en', 6)).toEqual({ start: 5001, end: 5005 })
})
