import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isolated, isolatedValues } from './isolated'

const signs = ['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069']

test('whatever a name holds, it begins and ends one isolate, and what stands behind it is outside', () => {
  const name = fc.array(fc.constantFrom(...signs, 'a', 'ש', ' ', '1'), { maxLength: 12 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(name, (text) => {
      const shown = isolated(text)
      if (shown === text) {
        expect(text).toMatch(/^[a 1]*$/)
        return
      }
      let depth = 0
      const depths = [...shown].map((sign) => {
        if (/[\u2066-\u2068]/.test(sign)) depth += 1
        if (sign === '\u2069') depth -= 1
        return depth
      })
      expect([depths.at(-1), Math.min(...depths.slice(0, -1))]).toEqual([0, 1])
      expect(shown.replace(/[\u2066-\u2069]/g, '')).toBe(text.replace(/[\u2066-\u2069]/g, ''))
    }),
  )
})

test('names that turn nothing stay as they are', () => {
  for (const name of ['Ada', 'Žofie Nováková', '张伟', 'Вода', 'a\u200db', '']) expect(isolated(name)).toBe(name)
  expect(isolatedValues({ name: 'עדה', count: 2 })).toEqual({ name: '\u2068עדה\u2069', count: 2 })
})
