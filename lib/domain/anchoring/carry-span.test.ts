import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carrySpan, standsAt } from './carry-span'

const text = 'The boats came home. Fever followed.'
const letters = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n'), maxLength: 6 })

describe('carrySpan', () => {
  it('answers a passage that proves itself on the new text, kept exactly where its words are the same', () => {
    fc.assert(
      fc.property(
        fc.nat(30),
        fc.integer({ min: 1, max: 12 }),
        fc.nat(30),
        fc.nat(12),
        letters,
        (start, size, at, gone, put) => {
          const span = { start, end: Math.min(text.length, start + size) }
          const edit = { start: at, end: Math.min(text.length, at + gone), insert: put.length }
          const made = text.slice(0, edit.start) + put + text.slice(edit.end)
          const carried = carrySpan(made, span, [edit])
          if (!carried) return
          expect(made.slice(carried.anchor.start, carried.anchor.end)).toBe(carried.anchor.quote)
          expect(carried.anchor.quote.trim()).not.toBe('')
          if (carried.state === 'kept') expect(carried.anchor.quote).toBe(text.slice(span.start, span.end))
        },
      ),
    )
  })

  it.each([
    ['taken out', { start: 4, end: 20, insert: 0 }, ''],
    ['blanked', { start: 4, end: 20, insert: 3 }, '   '],
  ])('orphans what was %s', (_, edit, put) =>
    expect(carrySpan(text.slice(0, edit.start) + put + text.slice(edit.end), { start: 4, end: 20 }, [edit])).toBeNull(),
  )
})

it('stands nowhere where the text does not reach or nothing can be read', () => {
  expect(standsAt(text, { start: 30, end: 99 })).toBeNull()
  expect(standsAt('a   b', { start: 1, end: 4 })).toBeNull()
})
