import type { Span } from '../anchoring/span'
import { lettersOf, words, type Word } from './words-of'

/** What became of the words of a source in the text that was made of it. */
export interface Account {
  /** Words of the source. */
  words: number
  /** Of these, how many the text does not have: one that the source has thrice and the text twice is missing once. */
  missing: number
  /** The first stretches of missing words, as the source writes them, each cut to `exampleLength`. */
  examples: string[]
}

/** UTF-16 code units of an example, and how many are given. */
const exampleLength = 80
const exampleCount = 3
/** Above so many steps it is not tried whether missing words are in the text parted or joined: such a text has little to do with its source. */
const maxSteps = 5e7

/**
 * Compares the words of a source with those of the text that was made of it, whatever their order. What the text has besides (numbers, labels, a
 * description) does not matter, nor whether a word was parted or two were joined. Takes time in proportion to both lengths.
 */
export function accountForWords(source: string, text: string): Account {
  const there = countsOf(text)
  const missing: Word[] = []
  let count = 0
  for (const found of words(source)) {
    count += 1
    const left = there.get(found.letters) ?? 0
    if (left > 0) there.set(found.letters, left - 1)
    else missing.push({ ...found })
  }
  const gone = missing.length === 0 ? [] : withoutRejoined(missing, leftIn(text, there))
  return { words: count, missing: gone.length, examples: examplesOf(gone, lettersOf(source)) }
}

/** The share of the source's words that are in the text, 0 to 1; 1 where the source has none. */
export const recallOf = ({ words: all, missing }: Account): number => (all === 0 ? 1 : (all - missing) / all)

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { letters } of words(text)) counts.set(letters, (counts.get(letters) ?? 0) + 1)
  return counts
}

/** The words of the text that the source did not account for, in order. */
function leftIn(text: string, counts: ReadonlyMap<string, number>): string[] {
  const remaining = new Map([...counts].filter(([, count]) => count > 0))
  const left: string[] = []
  for (const { letters } of words(text)) {
    const count = remaining.get(letters)
    if (count === undefined) continue
    left.push(letters)
    if (count === 1) remaining.delete(letters)
    else remaining.set(letters, count - 1)
  }
  return left
}

/**
 * The missing words but for those that the words left in the text consist of: "some" and "thing" are in "something", and the other way round. A word left
 * over explains others only where all of its letters do, so that "rate" is not found in a "generated" that has nothing to do with it.
 */
function withoutRejoined(missing: readonly Word[], left: readonly string[]): Word[] {
  const pool = left.join('')
  if (pool === '' || missing.length * pool.length > maxSteps) return [...missing]
  const taken = new Uint8Array(pool.length)
  const places = new Map<Word, number>()
  for (const word of [...missing].sort((a, b) => b.letters.length - a.letters.length)) {
    for (let at = pool.indexOf(word.letters); at >= 0; at = pool.indexOf(word.letters, at + 1)) {
      if (taken.subarray(at, at + word.letters.length).includes(1)) continue
      taken.fill(1, at, at + word.letters.length)
      places.set(word, at)
      break
    }
  }
  const bounds = boundsOf(left, pool.length)
  for (let changed = true; changed;) {
    changed = false
    for (const [word, at] of places) {
      const end = at + word.letters.length
      if (!taken.subarray(bounds.start[at], bounds.end[end - 1]).includes(0)) continue
      taken.fill(0, at, end)
      places.delete(word)
      changed = true
    }
  }
  return missing.filter((word) => !places.has(word))
}

/** Where the word begins and ends to which each letter of the pool belongs. */
function boundsOf(left: readonly string[], length: number): { start: Uint32Array; end: Uint32Array } {
  const bounds = { start: new Uint32Array(length), end: new Uint32Array(length) }
  let at = 0
  for (const { length: own } of left) {
    bounds.start.fill(at, at, at + own)
    bounds.end.fill(at + own, at, at + own)
    at += own
  }
  return bounds
}

/** Stretches of words that are missing one after the other, as they stand in the source. */
function examplesOf(gone: readonly Word[], source: string): string[] {
  const stretches: Span[] = []
  for (const { start, end } of gone) {
    const last = stretches.at(-1)
    if (last && end - last.start <= exampleLength && !/[\p{L}\p{N}]/u.test(source.slice(last.end, start)))
      last.end = end
    else if (stretches.length === exampleCount) break
    else stretches.push({ start, end })
  }
  return stretches.map(({ start, end }) =>
    source.slice(start, Math.min(end, start + exampleLength)).replace(/\s+/g, ' '),
  )
}
