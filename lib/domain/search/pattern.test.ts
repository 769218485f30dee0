import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePattern, PatternTooSlow } from './pattern'

const found = (source: string, text: string, how = { isExactCase: false, isWhole: false }) => {
  const parsed = parsePattern(source, how)
  return parsed.ok ? parsed.match(text, () => true).map(({ start, end }) => text.slice(start, end)) : parsed.why
}

test('a pattern finds its places, in code units and in whatever case', () => {
  expect(found('\\d{4}', 'In 2014 🌊 and 2017')).toEqual(['2014', '2017'])
  expect(found('é\\w*', '🌊 ÉCOLE école')).toEqual(['ÉCOLE', 'école'])
  expect(found('\\p{L}+ity', 'Security, 🌊 utility')).toEqual(['Security', 'utility'])
  expect(found('s', 'Salt is', { isExactCase: true, isWhole: false })).toEqual(['s'])
  expect(found('se\\w*|cure', 'secure security', { isExactCase: false, isWhole: true })).toEqual(['secure', 'security'])
  expect(found('^salt|sea$', 'salt and salt and sea')).toEqual(['salt', 'sea'])
  expect(found('安.', '非传统安全')).toEqual(['安全'])
  expect(found('x*', 'axa')).toEqual(['x'])
})

test.each(['a(', '(?=a)', '(a)\\1', '[', '*', 'x{1,2000}'])('%s is refused', (source) => {
  expect(parsePattern(source, { isExactCase: false, isWhole: false })).toMatchObject({ ok: false, why: 'badPattern' })
})

test('a pattern stops where it takes too long', () => {
  const slow = parsePattern('.*\\d|.', { isExactCase: false, isWhole: false })
  let looks = 0
  expect(slow.ok && (() => slow.match('salt '.repeat(1000), () => ++looks < 5))).toThrow(PatternTooSlow)
  expect(looks).toBe(5)
  const long = parsePattern('(?:.?){160}zq', { isExactCase: false, isWhole: false })
  expect(long.ok && (() => long.match('salt '.repeat(200_000), () => true))).toThrow(PatternTooSlow)
})

test('one that would cost too much at every letter is refused', () => {
  expect(found('(ab|cd){500}x', '')).toBe('tooLong')
  expect(found('  ', '')).toBe('empty')
})

test('of letters alone a pattern finds what they find', () => {
  const letters = fc
    .string({ unit: fc.constantFrom('a', 'b', '🌊', '安', ' '), minLength: 1, maxLength: 4 })
    .filter((text) => text.trim() !== '')
  fc.assert(
    fc.property(letters, fc.string({ unit: fc.constantFrom('a', 'b', '🌊', '安', ' '), maxLength: 60 }), (q, text) => {
      const wanted = text.split(q).length - 1
      expect(found(q, text, { isExactCase: true, isWhole: false })).toHaveLength(wanted)
    }),
  )
})
