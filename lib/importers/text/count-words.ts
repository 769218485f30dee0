import { segmenterFor } from '@/lib/domain/sentences/segmenter-for'

/** Scripts that put no space between words, which only a dictionary can part. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu
const word = /[\p{L}\p{N}\p{M}]+(?:['’\-][\p{L}\p{N}\p{M}]+)*/gu

/** How many words a text has: runs of letters and digits, an apostrophe or hyphen inside not parting them; in unspaced scripts the words of Unicode's dictionaries. */
export function countWords(text: string): number {
  let words = 0
  const spaced = text.replace(unspaced, (run) => {
    for (const part of segmenter.segment(run)) if (part.isWordLike) words += 1
    return ' '
  })
  for (const match of spaced.matchAll(word)) if (match[0]) words += 1
  return words
}

const segmenter = segmenterFor('und', 'word')
