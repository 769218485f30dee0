import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstWords, isCalledByItsWords } from './first-words'

test.each([
  ['', ''],
  [' \n\t\n', ''],
  ['\n  Read  all three.\nThen slept.', 'Read all three.'],
  [
    'The ferry is everywhere, and wherever the ferry is, the fever is not far behind it.',
    'The ferry is everywhere, and wherever the ferry is, the…',
  ],
  ['非传统安全'.repeat(20), `${'非传统安全'.repeat(12).slice(0, 59)}…`],
])('%j is called %j', (text, title) => expect(firstWords(text)).toBe(title))

test('it is one line that a title can be, and the beginning of what is said', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'é', ' ', '\n', ',', '安', '👩‍🌾'), maxLength: 120 }), (text) => {
      const title = firstWords(text)
      expect([...title].length).toBeLessThanOrEqual(60)
      expect(title).not.toMatch(/\n|^\s|\s$/)
      expect(title === '').toBe(text.trim() === '')
      expect(text.trim().replace(/\s+/gu, ' ')).toContain(title.replace(/…$/, ''))
      expect(isCalledByItsWords({ title, text })).toBe(true)
    }),
  )
})
