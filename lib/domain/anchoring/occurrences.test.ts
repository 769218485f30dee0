import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { occurrences } from './occurrences'
import { resolveAnchor } from './resolve-anchor'

const few = fc.string({ unit: fc.constantFrom('a', 'b', '😀'), maxLength: 40 })

describe('occurrences', () => {
  test('law: they are where the text reads so, all of them, in order', () => {
    fc.assert(
      fc.property(few, fc.string({ unit: fc.constantFrom('a', 'b', '😀'), maxLength: 6 }), (text, wanted) => {
        const places = wanted === '' ? [] : [...Array(text.length).keys()].filter((at) => text.startsWith(wanted, at))
        expect([...occurrences(text, wanted)]).toEqual(places)
      }),
    )
  })

  test('of a quote that repeats itself in a text that does, the best places are found without comparing each anew', () => {
    const text = 'a'.repeat(2_000_000)
    const quote = text.slice(0, 1_000_000)
    const found = resolveAnchor(text, { start: 3_000_000, end: 4_000_000, quote, prefix: 'b', suffix: 'aa' })
    expect(found).toMatchObject({ state: 'unresolved', reason: 'ambiguous' })
    expect('candidates' in found && found.candidates.map(({ start }) => start)).toEqual(
      Array.from({ length: 10 }, (_, i) => 999_998 - i),
    )
  })
})
