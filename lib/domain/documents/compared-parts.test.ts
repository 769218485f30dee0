import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textEdits } from '@/lib/editor/text-edits'
import { comparedParts, type ComparedPart } from './compared-parts'

const words = fc
  .array(fc.constantFrom('salt', 'came', '👩🏽‍🌾', 'wells.', 'Nobody', '\n', 'wrote'), { maxLength: 300 })
  .map((list) => list.join(' '))
const joined = (parts: ComparedPart[], without: ComparedPart['kind']) =>
  parts
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('')

describe('comparedParts', () => {
  it('holds both texts whole, and the other direction holds them too', () => {
    fc.assert(
      fc.property(
        words,
        fc.array(fc.tuple(fc.nat(1500), fc.nat(40), fc.constantFrom('', 'new', ' two words ', '\n')), { maxLength: 4 }),
        (before, changes) => {
          const after = changes.reduce(
            (text, [at, size, put]) => [...text].slice(0, at).join('') + put + [...text].slice(at + size).join(''),
            before,
          )
          for (const [from, to] of [
            [before, after],
            [after, before],
          ] as const) {
            const parts = comparedParts(from, textEdits(from, to))
            expect([joined(parts, 'added'), joined(parts, 'removed')]).toEqual([from, to])
            expect(parts.every(({ text }) => text !== '' && text.isWellFormed())).toBe(true)
            parts.forEach(
              ({ kind }, at) =>
                kind === 'folded' &&
                parts.length > 1 &&
                expect([parts[at - 1]?.kind ?? 'same', parts[at + 1]?.kind ?? 'same']).toEqual(['same', 'same']),
            )
          }
        },
      ),
    )
  })

  it('folds what is far from every difference, between words', () => {
    const far = 'salt came into the wells '.repeat(100)
    const parts = comparedParts(`${far}before ${far}`, textEdits(`${far}before ${far}`, `${far}after ${far}`))
    expect(parts.map(({ kind }) => kind)).toEqual(['folded', 'same', 'removed', 'added', 'same', 'folded'])
    expect(parts[1]?.text.length).toBeLessThan(270)
    expect(parts[1]?.text).toMatch(/^\w+ /)
    expect(comparedParts(far, [])).toEqual([{ kind: 'folded', text: far }])
  })
})
