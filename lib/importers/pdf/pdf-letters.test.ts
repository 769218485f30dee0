import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toldBySecond } from './pdf-letters'

const size = 10

/** A row of words as the second reading has it, each where the one before ends. */
const drawn = (words: readonly string[]) =>
  words.map((text, at) => ({
    text,
    inside: text,
    outside: '',
    unknown: 0,
    unknownOutside: 0,
    x: at * 30,
    y: 500,
    endX: at * 30 + 30,
    endY: 500,
    size,
  }))

const piece = (str: string, width: number, x = 0) => ({
  str,
  dir: 'ltr',
  transform: [size, 0, 0, size, x, 500],
  width,
  height: size,
})

describe('pieces of which only the second reading tells the letters', () => {
  it('have all that is drawn one after the other, however short they are measured', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 8 }),
        fc.double({ min: 1, max: 240, noNaN: true }),
        (words, width) => {
          const { runs, count } = toldBySecond([piece('\u0003\u0004', width)], () => drawn(words))
          expect(count).toBe(1)
          expect(runs.map(({ str }) => str).join('')).toBe(words.join(''))
        },
      ),
    )
  })
  it('leave to others what those have', () => {
    const pieces = [piece('\u0003', 20), piece('told', 30, 30)]
    expect(toldBySecond(pieces, () => drawn(['first', 'told'])).runs.map(({ str }) => str)).toEqual(['first', 'told'])
  })
})
