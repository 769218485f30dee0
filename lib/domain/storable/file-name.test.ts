import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileName } from './file-name'

test.each([
  ['wells.txt', 'wells.txt'],
  ['a\r\nb\u0000.txt', 'ab.txt'],
  [`${'x'.repeat(100_000)}.docx`, `${'x'.repeat(250)}.docx`],
  [`${'é'.repeat(200)}.md`, `${'é'.repeat(126)}.md`],
  [`${'\u{20000}'.repeat(90)}`, '\u{20000}'.repeat(63)],
  ['.txt', '.txt'],
  [`a.${'x'.repeat(300)}`, `a.${'x'.repeat(253)}`],
])('case %#', (given, expected) => {
  expect(fileName(given)).toBe(expected)
})

test('is never longer than 255 bytes, is well formed where it was, and is its own name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (given) => {
      const name = fileName(given)
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255)
      expect(Buffer.from(name).toString()).toBe(name)
      expect(fileName(name)).toBe(name)
    }),
  )
})
