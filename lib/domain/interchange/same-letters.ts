import type { Span } from '@/lib/domain/anchoring/span'

/** So many letters alike make it sure that two texts go on together. */
const sure = 24
/** Where the texts differ, so far ahead it is looked for where they go on together; and so often, before the rest is given up. */
const most = { ahead: 20_000, times: 2_000 }

/** What parts two texts that say the same: white space, and what stands in the place of a picture. */
const blank = /[\s\uFFFC]/

/** A text without its white space, for comparing: two programs end lines and blocks each in their way. */
export const lettersOf = (text: string): string => text.replaceAll(/[\s\uFFFC]+/g, '')

interface Letters {
  letters: string
  /** Where each of them stands in the text. */
  places: Uint32Array
}

/**
 * Says where what stands at a span of `source` stands in `text`: a text that was made of it, with other white space and here and there more or less in it. The
 * span that is answered begins and ends with a letter. Null where nothing of it is there.
 */
export function sameLetters(source: string, text: string): (span: Span) => Span | null {
  const [from, to] = [lettersIn(source), lettersIn(text)]
  const matches = matched(from.letters, to.letters)
  return ({ start, end }) => {
    let [first, last] = [firstAt(from.places, start), firstAt(from.places, end) - 1]
    while (first <= last && matches[first] === -1) first += 1
    while (last >= first && matches[last] === -1) last -= 1
    if (first > last) return null
    return {
      start: to.places[matches[first] as number] as number,
      end: (to.places[matches[last] as number] as number) + 1,
    }
  }
}

function lettersIn(text: string): Letters {
  const places = new Uint32Array(text.length)
  let count = 0
  for (let at = 0; at < text.length; at += 1) if (!blank.test(text[at] as string)) places[count++] = at
  return { letters: lettersOf(text), places: places.subarray(0, count) }
}

/** For each letter of one text, which of the other it is; -1 for one that is not there. */
function matched(from: string, to: string): Int32Array {
  const matches = new Int32Array(from.length).fill(-1)
  let [i, j, times] = [0, 0, 0]
  while (i < from.length && j < to.length) {
    if (from.charCodeAt(i) === to.charCodeAt(j)) {
      matches[i++] = j++
      continue
    }
    if (++times > most.times) break
    const more = aheadOf(to, from.slice(i, i + sure), j)
    const less = aheadOf(from, to.slice(j, j + sure), i)
    if (more === null && less === null) [i, j] = [i + 1, j + 1]
    else if (less === null || (more !== null && more <= less)) j += more as number
    else i += less
  }
  return matches
}

/** How far ahead of a place something stands; null where it is not near. */
function aheadOf(text: string, what: string, at: number): number | null {
  const found = text.slice(at, at + most.ahead).indexOf(what)
  return found === -1 ? null : found
}

/** The first of ascending places that is not before an offset. */
function firstAt(places: Uint32Array, offset: number): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] as number) < offset) low = middle + 1
    else high = middle
  }
  return low
}
