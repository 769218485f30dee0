import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesMeaning, type Meaning } from './meaning'

const tag: Meaning = {
  name: 'Water',
  definition: 'Any water, of wells or the sea.',
  useWhen: '',
  avoidWhen: 'It is rain.',
  parentId: null,
}

describe('a change of a tag', () => {
  test.each<[string, Partial<Meaning>, boolean]>([
    ['other words', { definition: 'Any water of wells.' }, true],
    ['a word that turns the rule round', { definition: 'Not any water, of wells or the sea.' }, true],
    ['guidance where there was none', { useWhen: 'Somebody drinks.' }, true],
    ['guidance taken away', { avoidWhen: '' }, true],
    ['another name', { name: 'Brine' }, true],
    ['another place', { parentId: 'p' }, true],
    ['signs, spaces and letter case', { definition: 'any  WATER – of wells or the sea' }, false],
    ['a name in capitals', { name: 'WATER' }, false],
    ['nothing', {}, false],
  ])('%s', (_, change, isChanged) => {
    expect(changesMeaning(tag, { ...tag, ...change }, undefined)).toBe(isChanged)
  })

  test('is what its editor says that it is', () => {
    expect(changesMeaning(tag, { ...tag, definition: 'Otter' }, false)).toBe(false)
    expect(changesMeaning(tag, tag, true)).toBe(true)
  })

  test('is one back as it is one forth', () => {
    const text = fc
      .array(fc.constantFrom('salt', 'Salt', 'sält', ' ', ', ', 'sea'), { maxLength: 6 })
      .map((parts) => parts.join(''))
    const meaning = fc.record({
      name: text,
      definition: text,
      useWhen: text,
      avoidWhen: text,
      parentId: fc.constantFrom(null, 'p'),
    })
    fc.assert(
      fc.property(meaning, meaning, (a, b) => {
        expect(changesMeaning(a, b, undefined)).toBe(changesMeaning(b, a, undefined))
        expect(changesMeaning(a, a, undefined)).toBe(false)
      }),
    )
  })
})
