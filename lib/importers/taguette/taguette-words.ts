import { parseFragment } from 'parse5'
import { utf8Index } from '@/lib/domain/anchoring/utf8-bytes'
import type { Span } from '@/lib/domain/anchoring/span'
import { lettersOf, sameLetters } from '@/lib/domain/interchange/same-letters'
import type { HtmlNode } from '@/lib/importers/html/html-tree'

/** All text of a page, in order and as it is written: what the program counts the bytes of. */
export function wordsOfPage(html: string): string {
  const words: string[] = []
  const open: HtmlNode[] = [...parseFragment(html).childNodes].reverse()
  for (let node = open.pop(); node; node = open.pop()) {
    if ('value' in node) words.push(node.value)
    else if ('childNodes' in node) for (const child of node.childNodes.toReversed()) open.push(child)
  }
  return words.join('')
}

/** Where a highlight is, and how that was found. */
export type Placed =
  | { how: 'exact' | 'words' | 'otherWords'; span: Span }
  /** Nothing but white space, or nowhere. */
  | { how: 'empty' | 'nowhere' }

/**
 * Finds highlights of a page in the text that was made of it. Each is by its bytes of UTF-8 in the words of the page, and is held against the words that the file
 * keeps of it. Those win where they stand once in the text and what the bytes lead to says something else, unless the page has that other there too: then the file
 * contradicts itself, and the program shows what is at the bytes.
 */
export function placesOf(words: string, text: string): (start: number, end: number, snippet: string) => Placed {
  const bytes = utf8Index(words)
  const place = sameLetters(words, text)
  const byWords = onlyPlaceIn(text)
  return (start, end, snippet) => {
    const letters = lettersOf(snippet)
    const [from, to] = [bytes.toUtf16(start), bytes.toUtf16(end)]
    if (from !== null && to !== null && from < to) {
      const inPage = lettersOf(words.slice(from, to))
      if (inPage === '') return { how: 'empty' }
      const span = place({ start: from, end: to })
      const inText = span && lettersOf(text.slice(span.start, span.end))
      if (span && inText === letters) return { how: 'exact', span }
      if (span && inPage !== letters) return { how: 'otherWords', span }
      return byWords(letters) ?? (span ? { how: 'otherWords', span } : { how: 'nowhere' })
    }
    if (start === end) return { how: 'empty' }
    return byWords(letters) ?? { how: 'nowhere' }
  }
}

/** Finds the only place where letters stand in a text; what that takes is made when it is first asked. */
function onlyPlaceIn(text: string): (letters: string) => Placed | null {
  let made: { all: string; place: ReturnType<typeof sameLetters> } | undefined
  return (letters) => {
    if (letters === '') return null
    const { all, place } = (made ??= { all: lettersOf(text), place: sameLetters(lettersOf(text), text) })
    const at = all.indexOf(letters)
    if (at === -1 || all.indexOf(letters, at + 1) !== -1) return null
    const span = place({ start: at, end: at + letters.length })
    return span && { how: 'words', span }
  }
}
