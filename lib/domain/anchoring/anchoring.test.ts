import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codePointIndex, codePointToUtf16, spanFromCodePoints, utf16ToCodePoint } from './code-points'
import { describeAnchor } from './describe-anchor'
import { newlineMap, normaliseNewlines } from './newlines'
import { resolveAnchor } from './resolve-anchor'
import { snapToGraphemes } from './snap-to-graphemes'
import { splitsPair } from './span'

interface Case {
  id: string
  text: string
  quote: string
  code_points: [number, number]
  utf16: [number, number]
  grapheme_safe: boolean
}
interface Fixture {
  cases: Case[]
  newline_maps: { original: string; normalised: string; map_start: number[] }[]
  invalid: { id: string; text?: string; text_escape?: string; code_points?: [number, number] }[]
}
const shared = `${process.env.SHARED_DIR ?? '../shared'}/fixtures/anchoring-cases.json`
// The project's own, whose numbers another program counted, and the published ones where they are.
const fixtures = ['testing/anchoring-cases.json', shared].filter((path) => existsSync(path))

describe.each(fixtures)('the anchoring cases of %s', (path) => {
  const { cases, newline_maps: newlineMaps, invalid } = JSON.parse(readFileSync(path, 'utf8')) as Fixture
  it.each(cases)(
    '$id: offsets, quote and graphemes agree',
    ({ text, quote, code_points: points, utf16, grapheme_safe: safe }) => {
      const index = codePointIndex(text)
      expect([index.toUtf16(points[0]), index.toUtf16(points[1])]).toEqual(utf16)
      expect([index.toCodePoint(utf16[0]), index.toCodePoint(utf16[1])]).toEqual(points)
      expect(spanFromCodePoints(index, ...points)).toEqual({ ok: true, value: { start: utf16[0], end: utf16[1] } })
      expect(describeAnchor(text, ...utf16)).toMatchObject({ ok: true, value: { quote } })
      const snapped = snapToGraphemes(text, ...utf16)
      expect([snapped.start, snapped.end].join() === utf16.join()).toBe(safe)
      expect(snapped.start <= utf16[0] && snapped.end >= utf16[1]).toBe(true)
    },
  )
  it.each(newlineMaps)(
    '$original: every original offset finds its place',
    ({ original, normalised, map_start: map }) => {
      expect(normaliseNewlines(original)).toBe(normalised)
      const before = codePointIndex(original)
      const after = codePointIndex(normalised)
      const toNormalised = newlineMap(original)
      expect(map.map((_, point) => after.toCodePoint(toNormalised(before.toUtf16(point))))).toEqual(map)
    },
  )
  it.each(invalid.filter((entry) => entry.code_points))(
    '$id: refused as a value',
    ({ text = 'twelve chars', code_points: points }) => {
      expect(spanFromCodePoints(codePointIndex(text), ...(points ?? [0, 0])).ok).toBe(false)
      expect(describeAnchor(text, ...(points ?? [0, 0])).ok).toBe(false)
    },
  )
})

const texts = fc.string({ unit: 'binary', maxLength: 120 })
const spans = texts
  .chain((text) => fc.tuple(fc.constant(text), fc.nat(text.length), fc.nat(text.length)))
  .map(([text, a, b]) => ({ text, start: Math.min(a, b), end: Math.max(a, b) }))

describe('describeAnchor and resolveAnchor', () => {
  it('describe exactly what stands there, or say why not', () => {
    fc.assert(
      fc.property(spans, ({ text, start, end }) => {
        const described = describeAnchor(text, start, end)
        if (start === end) {
          expect(described).toEqual({ ok: false, reason: 'empty' })
          return
        }
        if (splitsPair(text, start) || splitsPair(text, end)) {
          expect(described).toEqual({ ok: false, reason: 'inside-surrogate-pair' })
          return
        }
        if (!described.ok) throw new Error(described.reason)
        const { quote, prefix, suffix } = described.value
        expect(quote).toBe(text.slice(start, end))
        expect(text.slice(0, start).endsWith(prefix) && text.slice(end).startsWith(suffix)).toBe(true)
        expect(prefix.length <= 32 && suffix.length <= 32).toBe(true)
        expect(prefix + quote + suffix).not.toMatch(/\p{Surrogate}/u)
        expect(resolveAnchor(text, { start, end, quote, prefix, suffix })).toEqual({
          state: 'resolved',
          how: 'position',
          score: 1,
          start,
          end,
        })
      }),
    )
  })
  it('follow a passage when text is put in front of it, or call it ambiguous', () => {
    fc.assert(
      fc.property(spans, fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), ({ text, start, end }, lead) => {
        const described = describeAnchor(text, start, end)
        if (!described.ok) return
        const found = resolveAnchor(lead + text, { start, end, ...described.value })
        if (found.state === 'unresolved') {
          expect(found.reason).toBe('ambiguous')
          return
        }
        expect((lead + text).slice(found.start, found.end)).toBe(described.value.quote)
      }),
    )
  })
  it('tells repeated quotes apart by their surroundings, and never guesses', () => {
    const anchor = { start: 90, end: 93, quote: 'yes', prefix: 'second ', suffix: '' }
    expect(resolveAnchor('first yes, second yes', anchor)).toMatchObject({
      state: 'resolved',
      how: 'quote',
      start: 18,
      score: 1,
    })
    expect(resolveAnchor('yes yes yes', { ...anchor, prefix: '', suffix: '' })).toMatchObject({
      state: 'unresolved',
      reason: 'ambiguous',
    })
    expect(resolveAnchor('no', anchor)).toEqual({ state: 'unresolved', reason: 'not-found', candidates: [] })
    expect(resolveAnchor('no', { ...anchor, quote: '' })).toMatchObject({ reason: 'empty-quote' })
  })
  it('refuses what is no span of the text', () => {
    expect(describeAnchor('short', 2, 999)).toEqual({ ok: false, reason: 'out-of-range' })
    expect(describeAnchor('short', 3, 2)).toEqual({ ok: false, reason: 'out-of-range' })
    expect(describeAnchor('short', -1, 2)).toEqual({ ok: false, reason: 'out-of-range' })
    expect(describeAnchor('short', 0.5, 2)).toEqual({ ok: false, reason: 'not-an-integer' })
    expect(describeAnchor('a😀b', 2, 4)).toEqual({ ok: false, reason: 'inside-surrogate-pair' })
  })
})

describe('conversions', () => {
  it('go there and back for every offset that is a character boundary', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const index = codePointIndex(text)
        const points = [...text]
        expect(index.length).toBe(points.length)
        let utf16 = 0
        points.forEach((point, at) => {
          expect(index.toUtf16(at)).toBe(utf16)
          expect(index.toCodePoint(utf16)).toBe(at)
          if (point.length === 2) expect(() => index.toCodePoint(utf16 + 1)).toThrow(RangeError)
          utf16 += point.length
        })
        expect(index.toUtf16(points.length)).toBe(text.length)
      }),
    )
    expect([utf16ToCodePoint('😀x', 2), codePointToUtf16('😀x', 1)]).toEqual([1, 2])
    expect(() => codePointToUtf16('x', 2)).toThrow(RangeError)
  })
  it('newlineMap keeps every character under its offset', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\r', '\n', '😀'), maxLength: 40 }), (original) => {
        const normalised = normaliseNewlines(original)
        const map = newlineMap(original)
        expect(normalised).not.toContain('\r')
        expect(map(original.length)).toBe(normalised.length)
        for (let at = 0; at < original.length; at += 1)
          expect(normalised[map(at)]).toBe(original[at] === '\r' ? '\n' : original[at])
      }),
    )
  })
})

describe('snapToGraphemes', () => {
  it('agrees with segmenting the whole text, and is idempotent', () => {
    const pieces = fc.constantFrom(
      'a',
      ' ',
      '\n',
      'é',
      'e\u0301',
      '👨‍👩‍👧‍👦',
      '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
      '🇩🇪',
      '한',
      'क्षि',
      '1️⃣',
      '\u200d',
      '\u0300',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), fc.nat(), fc.nat(), (parts, a, b) => {
        const text = parts.join('')
        const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [number, number]
        const edges = new Set(
          [...new Intl.Segmenter('und').segment(text)].map(({ index }) => index).concat(text.length),
        )
        const snapped = snapToGraphemes(text, start, end)
        if (start === end) {
          expect(snapped).toEqual({ start, end })
          return
        }
        expect(edges.has(snapped.start) && edges.has(snapped.end)).toBe(true)
        expect(snapped.start <= start && snapped.end >= end).toBe(true)
        if (edges.has(start) && edges.has(end)) expect(snapped).toEqual({ start, end })
        expect(snapToGraphemes(text, snapped.start, snapped.end)).toEqual(snapped)
      }),
    )
  })
})
