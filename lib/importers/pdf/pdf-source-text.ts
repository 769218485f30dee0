import { accountForWords, type Account } from '@/lib/domain/documents/account-for-words'
import { words } from '@/lib/domain/documents/words-of'
import { hasLetters } from './pdf-annotations'
import type { PdfRun } from './pdf-lines'
import type { PdfPage, PdfSource } from './pdf-page'

/**
 * Compares the words of pages with those of the text that was made of them, page by page and without an idea of lines, columns or paragraphs. They are those of the second
 * reading, which does not use pdf.js; only of a page that could not be read again those of pdf.js. `leftOut` is what the report names as left out of each page.
 */
export function accountForPages(
  pages: readonly PdfPage[],
  leftOut: readonly (readonly string[])[],
  texts: readonly string[],
): Account {
  const accounts = pages.map((page, at) => {
    const named = [...(leftOut[at] ?? []), ...page.comments, ...page.hidden, ...page.repeated]
    const text = comparable([texts[at] ?? '', ...named].join('\n'))
    // A word of which a letter cannot be told is no word that could be missing.
    const source = withoutHyphens(comparable(wordsOf(page).replace(/\S*\ufffd\S*/g, ' ')), text)
    const account = accountForWords(source, text)
    return account.missing > 0 && isSpacedOtherwise(source, text) ? { ...account, missing: 0, examples: [] } : account
  })
  const sum = (of: (account: Account) => number) => accounts.reduce((all, account) => all + of(account), 0)
  return {
    words: sum(({ words }) => words),
    missing: sum(({ missing }) => missing),
    examples: accounts.flatMap(({ examples }) => examples).slice(0, 3),
  }
}

function wordsOf({ source, again }: PdfPage): string {
  if (again === null || !again.isWhole) return drawn(source)
  const said = drawn(source.filter((run) => run.isAddition))
  // An answer that is drawn is said too, perhaps a letter in each box.
  const shown = again.appearances
    .filter(
      ({ isHidden, text }) =>
        !isHidden &&
        hasLetters(text) &&
        accountForWords(text, said).missing > 0 &&
        !squeezed(said).includes(squeezed(text)),
    )
    .map(({ text }) => text)
    .join('\n')
  return [again.text, shown, ...wordsBeyond(said, shown)].join('\n')
}

const squeezed = (text: string): string => text.replace(/\s+/g, '')

/** The words of the first text that the second does not have, or not as often. */
function wordsBeyond(text: string, other: string): string[] {
  const there = countsOf(other)
  return [...words(text)].flatMap(({ letters }) => {
    const count = there.get(letters) ?? 0
    there.set(letters, count - 1)
    return count > 0 ? [] : [letters]
  })
}

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { letters } of words(text)) counts.set(letters, (counts.get(letters) ?? 0) + 1)
  return counts
}

/** A word that is broken at the end of a line is one word where the text has it as one. */
function withoutHyphens(source: string, text: string): string {
  const left = countsOf(text)
  for (const [word, count] of countsOf(source)) left.set(word, (left.get(word) ?? 0) - count)
  return source.replace(
    /([\p{L}\p{M}]+)[-\u2010\u00ad]\s*\n\s*([\p{L}\p{M}]+)/gu,
    (all, first: string, second: string) => {
      const count = left.get(first + second) ?? 0
      left.set(first + second, count - 1)
      return count > 0 ? first + second : all
    },
  )
}

/**
 * Whether what the source has more than the text and what the text has more than the source are the same letters: where a word ends on a page is for each reader to judge,
 * by how wide a gap looks.
 */
function isSpacedOtherwise(source: string, text: string): boolean {
  const missing = wordsBeyond(source, text).join('')
  const left = wordsBeyond(text, source).join('')
  if (left.length < missing.length || left.length > 2 * missing.length + 20) return false
  const letters = new Map<string, number>()
  for (const letter of left) letters.set(letter, (letters.get(letter) ?? 0) + 1)
  return [...missing].every((letter) => {
    const count = letters.get(letter) ?? 0
    letters.set(letter, count - 1)
    return count > 0
  })
}

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/gu

/** Letters of scripts from right to left stand one by one, since a page may draw them in either order. */
function comparable(text: string): string {
  return text.normalize('NFKC').replace(rightToLeft, ' $& ')
}

function drawn(runs: PdfSource): string {
  const parts: string[] = []
  let last: PdfRun | undefined
  for (const run of runs) {
    if (last && run.str.trim() !== '' && !isNext(last, run)) parts.push('\n')
    parts.push(run.str, run.hasEOL || run.isAddition ? '\n' : '')
    if (run.str.trim() !== '') last = run
  }
  return parts.join('')
}

/** Whether a run begins about where the one before it ends, whichever way the two are turned. */
function isNext({ transform, width, height }: PdfRun, next: PdfRun): boolean {
  const [a = 1, b = 0, , , x = 0, y = 0] = transform
  const length = Math.hypot(a, b) || 1
  const [, , , , nextX = 0, nextY = 0] = next.transform
  const reach = Math.max(height, next.height, 1)
  return Math.hypot(nextX - x - (width * a) / length, nextY - y - (width * b) / length) < reach
}
