import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mapSpan, type Bias, type Edit } from './map-span'

/** Old text as distinct characters, so that survival can be read off the new text. */
const oldText = Array.from({ length: 30 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('')

const edits = fc.array(fc.tuple(fc.nat(30), fc.nat(6), fc.nat(4)), { maxLength: 4 }).map((raw): Edit[] => {
  let reached = 0
  const list: Edit[] = []
  for (const [at, size, insert] of raw.sort((a, b) => a[0] - b[0])) {
    const start = Math.max(at, reached)
    const end = Math.min(30, start + size)
    if (start > end || (start === end && insert === 0)) continue
    list.push({ start, end, insert })
    // One untouched character between edits, so that each edit is one place.
    reached = end + 1
  }
  return list
})
const biases = fc.constantFrom<Bias>('outside', 'inside')
const apply = (list: Edit[]) =>
  [...list]
    .reverse()
    .reduce((text, edit) => text.slice(0, edit.start) + '+'.repeat(edit.insert) + text.slice(edit.end), oldText)

describe('mapSpan', () => {
  it('keeps exactly the surviving characters of the span, and says kept only when all survive together', () => {
    fc.assert(
      fc.property(edits, fc.nat(29), fc.integer({ min: 1, max: 12 }), biases, (list, start, size, bias) => {
        const span = { start, end: Math.min(30, start + size) }
        const before = structuredClone({ span, list })
        const mapped = mapSpan(span, list, bias)
        const text = apply(list)
        const old = oldText.slice(span.start, span.end)
        const survivors = [...old].filter((character) => text.includes(character)).join('')
        if (mapped.state === 'orphaned') {
          expect(survivors).toBe('')
          expect(mapped.at >= 0 && mapped.at <= text.length).toBe(true)
        } else {
          const passage = text.slice(mapped.start, mapped.end)
          expect(mapped.start < mapped.end && mapped.end <= text.length).toBe(true)
          expect(passage.replaceAll('+', '')).toBe(survivors)
          expect(mapped.state === 'kept').toBe(passage === old)
        }
        expect({ span, list }).toEqual(before)
      }),
      { numRuns: 2000 },
    )
  })
  it.each<[string, Edit, Bias, unknown]>([
    [
      'insertion at the start stays outside',
      { start: 5, end: 5, insert: 3 },
      'outside',
      { state: 'kept', start: 8, end: 13 },
    ],
    [
      'insertion at the start joins',
      { start: 5, end: 5, insert: 3 },
      'inside',
      { state: 'changed', start: 5, end: 13 },
    ],
    [
      'insertion at the end stays outside',
      { start: 10, end: 10, insert: 3 },
      'outside',
      { state: 'kept', start: 5, end: 10 },
    ],
    [
      'insertion at the end joins',
      { start: 10, end: 10, insert: 3 },
      'inside',
      { state: 'changed', start: 5, end: 13 },
    ],
    [
      'a corrected word keeps its coding',
      { start: 5, end: 10, insert: 4 },
      'outside',
      { state: 'changed', start: 5, end: 9 },
    ],
    ['a deleted passage is orphaned', { start: 5, end: 10, insert: 0 }, 'inside', { state: 'orphaned', at: 5 }],
    ['a rewritten surrounding orphans', { start: 4, end: 11, insert: 9 }, 'inside', { state: 'orphaned', at: 4 }],
    [
      'an edit across the start shrinks',
      { start: 3, end: 7, insert: 1 },
      'inside',
      { state: 'changed', start: 4, end: 7 },
    ],
  ])('%s', (_, edit, bias, expected) => expect(mapSpan({ start: 5, end: 10 }, [edit], bias)).toEqual(expected))
  it('throws on edits that overlap', () => {
    const overlapping = [
      { start: 0, end: 5, insert: 0 },
      { start: 4, end: 6, insert: 0 },
    ]
    expect(() => mapSpan({ start: 1, end: 2 }, overlapping, 'inside')).toThrow(RangeError)
  })
})
