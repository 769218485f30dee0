import { parseFragment } from 'parse5'
import { utf8Index } from '@/lib/domain/anchoring/utf8-bytes'
import { lettersOf, sameLetters } from '@/lib/domain/interchange/same-letters'
import type { HtmlNode } from '@/lib/importers/html/html-tree'
import { heldAgainst, type Placed } from '@/lib/importers/projects/held-words'

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

/**
 * Finds highlights of a page in the text that was made of it. Each is by its bytes of UTF-8 in the words of the page, and is held against the words that the file
 * keeps of it.
 */
export function placesOf(words: string, text: string): (start: number, end: number, snippet: string) => Placed {
  const bytes = utf8Index(words)
  const place = sameLetters(words, text)
  const held = heldAgainst(text)
  return (start, end, snippet) => {
    const [from, to] = [bytes.toUtf16(start), bytes.toUtf16(end)]
    if (start === end) return { how: 'empty' }
    if (from === null || to === null || from >= to) return held(null, '', lettersOf(snippet))
    const inPage = lettersOf(words.slice(from, to))
    return inPage === '' ? { how: 'empty' } : held(place({ start: from, end: to }), inPage, lettersOf(snippet))
  }
}
