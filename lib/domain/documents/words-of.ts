/** A word and where it stands in the text that `lettersOf` gave. */
export interface Word {
  letters: string
  start: number
  end: number
}

/** What is no letter of its own and may stand inside a word: soft hyphens, joiners, marks of direction, what chooses between two shapes of a letter. */
const unseen =
  /[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/gu

/** The text in one spelling: ligatures and widths as plain letters, accents composed, without what is not seen. */
export const lettersOf = (text: string): string => text.normalize('NFKC').replace(unseen, '')

const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}'
// Where a script puts no space between words, each letter counts. A sign such as ☒ or 😊 says something, but what stands for an image or an unreadable letter does not.
const word = new RegExp(
  `[${unspaced}]\\p{M}*|(?:(?![${unspaced}])[\\p{L}\\p{N}])(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}])*|(?![\\ufffc\\ufffd])\\p{So}`,
  'gu',
)

/** The words of a text one after the other: runs of letters and digits, single letters in scripts without spaces, signs. */
export function* words(text: string): Generator<Word> {
  const letters = lettersOf(text)
  for (const match of letters.matchAll(word))
    yield { letters: match[0], start: match.index, end: match.index + match[0].length }
}

/** Whether there is anything to read in a text. */
export function hasWords(text: string): boolean {
  return !words(text).next().done
}
