import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAttributeValue } from './attribute-values'
import { proposeAttribute } from './propose-attribute'

test.each([
  ['Age', ['41', '', '39.5', '1 000'], 'number'],
  ['Year of birth', ['1971', '1988'], 'date'],
  ['Score', ['1971', '1988'], 'number'],
  ['Held', ['2017-01-11', '2018', ''], 'date'],
  ['Consent', ['yes', 'No', 'yes'], 'boolean'],
  ['Count', ['0', '1', '1'], 'number'],
  ['Wave', ['Spring', 'Autumn', 'spring', 'Autumn', 'Autumn'], 'choice'],
  ['Mood', ['calm', 'angry'], 'text'],
  ['Remarks', ['She spoke at length.', 'Short.', 'Short.', 'Nobody came.'], 'text'],
  ['Mixed', ['12', 'twelve', '13', '14'], 'text'],
  ['Nothing', ['', ' '], 'text'],
  ['Anmerkung', Array.from({ length: 40 }, (_, i) => `Person ${i % 30}`), 'text'],
] as const)('%s %j is proposed as %s', (column, cells, type) => {
  expect(proposeAttribute(column, cells).type).toBe(type)
})

test('choices are each said once, as numbers and words are sorted, and too many are none', () => {
  expect(proposeAttribute('Wave', ['Wave 10', 'Wave 2', 'wave 2', ' Wave 10 ']).choices).toEqual(['wave 2', 'Wave 10'])
  expect(
    proposeAttribute(
      'Name',
      Array.from({ length: 101 }, (_, i) => `n${i}`),
    ).choices,
  ).toEqual([])
})

test('law: every value fits what is proposed, whatever stands in the column', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('yes', 'no', '1', '0', '1999', '2017-01', '1,234.5', ' ', 'Spring', 'spring', 'ﬁ', 'fi'),
    fc.double().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  )
  fc.assert(
    fc.property(fc.string(), fc.array(cell), (column, cells) => {
      const { type, choices, filled } = proposeAttribute(column, cells)
      for (const value of cells) expect(parseAttributeValue({ type, choices }, value)).toMatchObject({ ok: true })
      expect(filled).toBe(cells.filter((value) => value.trim() !== '').length)
    }),
  )
})
