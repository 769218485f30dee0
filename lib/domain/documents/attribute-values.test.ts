import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareAttributeValues,
  fitsAttribute,
  parseAttributeValue,
  presentAttributeValue,
  type AttributeShape,
  type AttributeType,
  type AttributeValue,
} from './attribute-values'

const of = (type: AttributeType, choices: string[] = []): AttributeShape => ({ type, choices })
const genre = of('choice', ['Speech', 'White paper', 'Interview'])

describe('parseAttributeValue', () => {
  it.each<[AttributeShape, AttributeValue, AttributeValue]>([
    [of('text'), '  a note ', 'a note'],
    [of('text'), 12, '12'],
    [of('number'), '1,234.5', 1234.5],
    [of('number'), '1 234,5', 1234.5],
    [of('number'), '-3', -3],
    [of('number'), 2.5, 2.5],
    [of('date'), '2017-1-9', '2017-01-09'],
    [of('date'), '2017-01', '2017-01'],
    [of('date'), '2017', '2017'],
    [of('boolean'), 'Yes', true],
    [of('boolean'), '0', false],
    [genre, 'white PAPER', 'White paper'],
    [genre, '  ', null],
    [of('number'), null, null],
  ])('%j takes %j as %j', (attribute, value, stored) =>
    expect(parseAttributeValue(attribute, value)).toEqual({ ok: true, value: stored }),
  )

  it.each<[AttributeShape, AttributeValue]>([
    [of('number'), 'twelve'],
    [of('number'), '1,234'],
    [of('number'), Infinity],
    [of('number'), '0x10'],
    [of('date'), '2017-02-30'],
    [of('date'), '11/01/2017'],
    [of('date'), 2017],
    [of('boolean'), 'perhaps'],
    [of('text'), true],
    [genre, 'Poem'],
    [of('choice'), 'anything'],
  ])('%j refuses %j and says what it must be', (attribute, value) => {
    const parsed = parseAttributeValue(attribute, value)
    expect(parsed.ok).toBe(false)
    if (!parsed.ok) expect(parsed.fault.must).toBe(attribute.type)
  })

  it('accepts what it stored, unchanged', () => {
    const any = fc.oneof(
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.constantFrom('2017-01-11', 'yes', '1,5', 'Interview'),
    )
    fc.assert(
      fc.property(
        fc.constantFrom<AttributeShape>(of('text'), of('number'), of('date'), of('boolean'), genre),
        any,
        (attribute, value) => {
          const parsed = parseAttributeValue(attribute, value)
          if (parsed.ok) expect(fitsAttribute(attribute, parsed.value)).toBe(true)
        },
      ),
    )
  })
})

describe('order and presentation', () => {
  it('sorts as people expect, with "not given" last', () => {
    const sorted = (attribute: AttributeShape, list: AttributeValue[]) =>
      [...list].sort((a, b) => compareAttributeValues(attribute, a, b))
    expect(sorted(genre, ['Interview', null, 'Speech', 'Gone', 'White paper'])).toEqual([
      'Speech',
      'White paper',
      'Interview',
      'Gone',
      null,
    ])
    expect(sorted(of('text'), ['Wave 10', 'wave 2', null])).toEqual(['wave 2', 'Wave 10', null])
    expect(sorted(of('number'), [10, 9, null, -1])).toEqual([-1, 9, 10, null])
    expect(sorted(of('date'), ['2017-01', '2016-12-31', '2017'])).toEqual(['2016-12-31', '2017', '2017-01'])
    expect(sorted(of('boolean'), [true, false])).toEqual([false, true])
  })
  it('is a total order', () => {
    const value = fc.oneof(fc.constant(null), fc.constantFrom('a', 'B', 'a10', 'a9'))
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(Math.sign(compareAttributeValues(of('text'), a, b))).toBe(
          0 - Math.sign(compareAttributeValues(of('text'), b, a)),
        )
      }),
    )
  })
  it('reads in the language of the reader', () => {
    expect(presentAttributeValue(of('date'), '2017-01-11', 'en')).toBe('January 11, 2017')
    expect(presentAttributeValue(of('date'), '2017-01', 'zh')).toBe('2017年1月')
    expect(presentAttributeValue(of('date'), '2017')).toBe('2017')
    expect(presentAttributeValue(of('number'), 12345.5, 'de')).toBe('12.345,5')
    expect(presentAttributeValue(of('boolean'), true)).toBe('Yes')
    expect(presentAttributeValue(genre, null)).toBe('')
  })
})
