import fc from 'fast-check'
import { expect, test } from 'vitest'
import { breakable } from './breakable'

const texts = fc.string({
  unit: fc.constantFrom('a', 'Z', '9', '-', 'é', 'e\u0301', ' ', '\n', '中', 'ا', '👩🏽‍🌾', '\u200D', '\u0301'),
  minLength: 30,
  maxLength: 300,
})

test('adds places to end a line at and nothing else, none of them inside what is one sign', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const parted = breakable(text)
      expect(parted.replaceAll('\u200B', '')).toBe(text)
      expect(parted).not.toMatch(/\u200B[\u0301\u200D\u{1F3FD}]|\u200D\u200B/u)
    }),
  )
})

test('leaves no run longer than a line, and words of people as they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('x', '/', '7', 'я', '𝒳'), minLength: 41, maxLength: 400 }), (run) => {
      for (const part of breakable(run).split('\u200B')) expect([...part].length).toBeLessThanOrEqual(40)
    }),
  )
  const german = 'Donaudampfschifffahrtsgesellschaftskapitän'.slice(0, 40)
  for (const text of [german, '非传统安全'.repeat(50), 'a '.repeat(200)]) expect(breakable(text)).toBe(text)
})
