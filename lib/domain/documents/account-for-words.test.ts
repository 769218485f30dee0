import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accountForWords, recallOf } from './account-for-words'
import { hasWords } from './words-of'

const missingOf = (source: string, text: string) => accountForWords(source, text).missing

describe('the words of a source', () => {
  it.each([
    ['The water rose.', 'The water rose.', 0],
    ['The water rose.', '1. Rose? The rose; water.', 0],
    ['The water rose.', 'The water.', 1],
    ['a a a', 'a a', 1],
    ['', 'whatever', 0],
    ['something else', 'some thing else', 0],
    ['some thing', 'something', 0],
    ['exam- ple', 'example', 0],
    ['the foo the', 'thefoo the', 0],
    ['growth rate', 'growth generated', 1],
    ['of', 'often', 1],
    ['葛\u{e0100}城 ❤\ufe0f', '葛城 ❤', 0],
    ['ﬁne co\u00adop cafe\u0301 Ａ', 'fine coop café A', 0],
    ['我们的城市', '我们 的城市', 0],
    ['我们的城市', '我们城市', 1],
    ['ภาษาไทย', 'ภาษา ไทย', 0],
    ['می\u200cخواهم', 'میخواهم', 0],
    ['☒ Yes 😊', 'Yes', 2],
    ['3 \uFFFC', '3', 0],
    ['12-14', '1214', 0],
  ])('"%s" and the text "%s": %i missing', (source, text, missing) => expect(missingOf(source, text)).toBe(missing))

  it('are quoted where they are missing, neighbours together', () => {
    expect(accountForWords('One two, three four five.', 'One five').examples).toEqual(['two, three four'])
    expect(accountForWords('a1 b1 c1 d1 e1 f1 g1 h1', 'b1 d1 f1 h1').examples).toEqual(['a1', 'c1', 'e1'])
    expect(accountForWords('x'.repeat(300), '').examples[0]).toHaveLength(80)
  })
  it('are all there in a share that never says 1 where one is missing', () => {
    expect(recallOf({ words: 0, missing: 0, examples: [] })).toBe(1)
    expect(recallOf({ words: 1e6, missing: 1, examples: [] })).toBeLessThan(1)
  })
  it('cost time in proportion to the text, also where nothing fits: the square of it would not end', () => {
    const source = Array.from({ length: 200_000 }, (_, at) => `w${at}`).join(' ')
    const other = Array.from({ length: 200_000 }, (_, at) => `v${at}`).join(' ')
    expect(missingOf(source, other)).toBe(200_000)
    expect(missingOf(source, source)).toBe(0)
  })
})

describe('law', () => {
  const unique = fc.uniqueArray(fc.stringMatching(/^[a-z]{3,9}$/), { maxLength: 30 })
  it('what was taken out of a text is counted, and nothing else, in any order and with anything added that is no part of it', () => {
    fc.assert(
      fc.property(unique, fc.func(fc.boolean()), fc.array(fc.stringMatching(/^[0-9]{1,3}$/)), (all, isKept, added) => {
        const kept = all.filter((word) => isKept(word))
        const account = accountForWords(all.join(' '), [...added, ...kept.reverse()].join(', '))
        expect(account).toMatchObject({ words: all.length, missing: all.length - kept.length })
        expect(account.examples.length > 0).toBe(account.missing > 0)
      }),
    )
  })
  it('where spaces stand makes no difference', () => {
    fc.assert(
      fc.property(unique, fc.func(fc.constantFrom('', ' ', '\n')), (all, between) => {
        expect(missingOf(all.join(' '), all.map((word, at) => word + between(at)).join(''))).toBe(0)
      }),
    )
  })
  it('a text without a word has nothing to account for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(accountForWords(text, '').words > 0).toBe(hasWords(text))
      }),
    )
  })
})
