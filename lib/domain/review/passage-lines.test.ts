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
        const shown = surroundings(text, span, reach)
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

test('shows whole paragraphs where they are short, and cuts long ones between words', () => {
  const text = 'One line.\nThe passage stands here.\nAnother line.'
  expect(text.slice(...(Object.values(surroundings(text, { start: 14, end: 21 })) as [number, number]))).toBe(
    'The passage stands here.',
  )
  expect(surroundings(text, { start: 10, end: 13 }, 0)).toEqual({ start: 10, end: 13 })
  const shown = surroundings('aaa bbb ccc ddd eee fff', { start: 12, end: 15 }, 6)
  expect(shown).toEqual({ start: 8, end: 19 })
})
