import fc from 'fast-check'
import { expect, test } from 'vitest'
import { snapToWords } from './snap-to-words'

/** What is selected of a text in which it stands between bars. */
const snapped = (marked: string): string => {
  const [start, end] = [marked.indexOf('|'), marked.lastIndexOf('|') - 1]
  const text = marked.replaceAll('|', '')
  const span = snapToWords(text, { start, end })
  return text.slice(span.start, span.end)
}

test.each([
  ['the b|oats came ho|me', 'boats came home'],
  ['th|e boats came h|ome', ' boats came '],
  ['|the boats ca|me', 'the boats came'],
  ['do|n’t go b|y', 'don’t go by'],
  ['don’|t go b|y', ' go by'],
  ['“f|ish”, he sai|d.', 'fish”, he said'],
  // A part of one word is meant as it is.
  ['un|happi|ness', 'happi'],
  ['the |boats| came', 'boats'],
  // Where no spaces stand between words, every character may be an end.
  ['第三|行：非传|统安全', '行：非传'],
  ['Covid|疫情 an|d', '疫情 and'],
  // Nothing would be left.
  ['hello| w|orld', ' w'],
])('%s takes “%s”', (marked, words) => expect(snapped(marked)).toBe(words))

test('no end comes to lie inside a word, what is snapped stays so, and it is never empty', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '1', '’', ' ', '\n', '.', '-', '安', '한'), maxLength: 40 })
  fc.assert(
    fc.property(text, fc.nat(40), fc.nat(40), (words, one, other) => {
      const [start, end] = [Math.min(one, other, words.length), Math.min(Math.max(one, other), words.length)]
      const span = snapToWords(words, { start, end })
      expect(snapToWords(words, span)).toEqual(span)
      expect(span.start < span.end).toBe(start < end)
      if (span.start === start && span.end === end) return
      for (const at of [span.start, span.end])
        expect(/[a-zé1한]/.test(words[at - 1] ?? ' ') && /[a-zé1한]/.test(words[at] ?? ' ')).toBe(false)
    }),
  )
})
