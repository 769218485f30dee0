import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { utf8Index } from './utf8-bytes'

const signs = fc.array(fc.constantFrom('a', ' ', 'é', '中', '😀', '👩🏽‍🌾', 'نص', '\n', 'x'.repeat(200)), { maxLength: 40 })
const bytesOf = (text: string) => new TextEncoder().encode(text).length

describe('byte offsets of UTF-8', () => {
  test('law: every character boundary is found by the bytes before it, and no other byte is one', () => {
    fc.assert(
      fc.property(signs, (parts) => {
        const text = parts.join('')
        const index = utf8Index(text)
        const places = new Map<number, number>()
        let at = 0
        for (const sign of [...text, '']) {
          places.set(bytesOf(text.slice(0, at)), at)
          at += sign.length
        }
        expect(index.length).toBe(bytesOf(text))
        for (let byte = 0; byte <= index.length; byte += 1) expect(index.toUtf16(byte)).toBe(places.get(byte) ?? null)
      }),
    )
  })

  test.each([-1, 5, 0.5, Number.NaN])('%s is no place in a text of four bytes', (byte) =>
    expect(utf8Index('😀').toUtf16(byte)).toBeNull(),
  )
})
