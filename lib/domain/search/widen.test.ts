import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sentencesOf } from '../sentences/sentences'
import { textPlaces } from './text-places'
import { widened } from './widen'

const text = 'Mr. Salt spoke. Boats came; nets too.\n  Salt again!  And more. \n\nLast line without an end'
const cut = (place: string, unit: 'hit' | 'sentence' | 'paragraph', nth = 0) => {
  const start = [...text.matchAll(new RegExp(place, 'g'))][nth]?.index ?? -1
  const { start: from, end } = widened(
    text,
    { start, end: start + place.length },
    unit,
    textPlaces(text, 'en').sentences,
  )
  return text.slice(from, end)
}

describe('what is tagged of a place that was found', () => {
  test('is the place, its sentence or its paragraph, without the space about them', () => {
    expect(cut('Salt', 'hit')).toBe('Salt')
    expect(cut('Salt', 'sentence')).toBe('Mr. Salt spoke.')
    expect(cut('Salt', 'paragraph')).toBe('Mr. Salt spoke. Boats came; nets too.')
    expect(cut('Salt', 'sentence', 1)).toBe('Salt again!')
    expect(cut('Salt', 'paragraph', 1)).toBe('Salt again!  And more.')
    expect(cut('without', 'sentence')).toBe('Last line without an end')
  })
  test('is all sentences that it stands in', () => {
    expect(cut('spoke. Boats', 'sentence')).toBe('Mr. Salt spoke. Boats came; nets too.')
    expect(cut('too.\n  Salt', 'paragraph')).toBe('Mr. Salt spoke. Boats came; nets too.\n  Salt again!  And more.')
  })

  const line = fc.stringMatching(/^[ a-zß安👩.!?;\u00a0]{0,40}$/u)
  const written = fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => lines.join('\n'))
  const placed = written
    .filter((some) => /\S/u.test(some))
    .chain((some) =>
      fc.record({ text: fc.constant(some), at: fc.nat(some.length - 1), length: fc.integer({ min: 1, max: 30 }) }),
    )
    .map(({ text: some, at, length }) => ({ text: some, hit: { start: at, end: Math.min(some.length, at + length) } }))

  test('law: it holds the place, sentences lie in their paragraphs, and widening again changes nothing', () => {
    fc.assert(
      fc.property(placed, ({ text: some, hit }) => {
        const { sentences } = textPlaces(some, 'en')
        const [sentence, paragraph] = [
          widened(some, hit, 'sentence', sentences),
          widened(some, hit, 'paragraph', sentences),
        ]
        for (const span of [sentence, paragraph]) {
          expect(span.start).toBeLessThanOrEqual(hit.start)
          expect(span.end).toBeGreaterThanOrEqual(hit.end)
        }
        expect(paragraph.start).toBeLessThanOrEqual(sentence.start)
        expect(paragraph.end).toBeGreaterThanOrEqual(sentence.end)
        expect(widened(some, sentence, 'sentence', sentences)).toEqual(sentence)
        expect(widened(some, paragraph, 'paragraph', sentences)).toEqual(paragraph)
      }),
    )
  })

  test('law: a sentence found whole, without the space after it, is what is tagged of each of its letters', () => {
    fc.assert(
      fc.property(written, (some) => {
        const { sentences } = textPlaces(some, 'en')
        for (const { start, end } of sentencesOf(some, 'en')) {
          const piece = some.slice(start, end)
          if (piece.trim() === '' || piece.trim().includes('\n')) continue
          const from = start + piece.indexOf(piece.trim())
          const whole = { start: from, end: from + piece.trim().length }
          for (const at of [whole.start, whole.end - 1])
            expect(widened(some, { start: at, end: at + 1 }, 'sentence', sentences)).toEqual(whole)
        }
      }),
    )
  })
})
