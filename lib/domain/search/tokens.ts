import type { Span } from '../anchoring/span'
import type { Folding } from './fold-character'
import { foldText } from './folded-text'

/** Raised by every change of what a text's tokens are: what was indexed by another version is indexed anew. */
export const tokensVersion = 1

/** What is found as one: a word, or one character where a script writes no spaces between words, or a sign such as 👩‍👩‍👧. */
export interface Token extends Span {
  /** How it is compared: case and accents folded, or as chosen. */
  form: string
  kind: 'word' | 'sign'
}

/** How texts are compared unless something is to be told apart. */
export const wholeFolding: Folding = { case: 'folded', accents: 'folded' }

const scriptsWithoutSpaces = [
  'Hani',
  'Hira',
  'Kana',
  'Bopo',
  'Thai',
  'Laoo',
  'Khmr',
  'Mymr',
  'Tale',
  'Talu',
  'Lana',
  'Tavt',
]
const alone = new RegExp(
  `^(?:\\p{Extended_Pictographic}|\\p{RI}|(?=[\\p{L}\\p{N}])[${scriptsWithoutSpaces.map((script) => `\\p{scx=${script}}`).join('')}])`,
  'u',
)
const partOfWord = /^[\p{L}\p{N}]/u

type Kind = Token['kind'] | 'between'
const kinds = new Map<number, Kind>()

/** What a character is, by the first code point that it folds to. */
function kindOf(point: number): Kind {
  let kind = kinds.get(point)
  if (kind === undefined) {
    const first = String.fromCodePoint(point)
    kind = alone.test(first) ? 'sign' : partOfWord.test(first) ? 'word' : 'between'
    kinds.set(point, kind)
  }
  return kind
}

/**
 * The tokens of a text in order. Pure, by `tokensVersion`: letters and digits that follow one another are a word, everything else parts words, apostrophes and
 * hyphens too. A token's place is that of the whole characters of the text that it comes from, never reckoned from what they fold to; two tokens can come from
 * one character, as ½ is a 1 and a 2.
 */
export function tokensOf(source: string, folding: Folding = wholeFolding): Token[] {
  const { text, starts, ends, isLetter } = foldText(source, folding)
  const tokens: Token[] = []
  let wordFrom = -1
  const endWord = (to: number) => {
    if (wordFrom >= 0)
      tokens.push({ form: text.slice(wordFrom, to), kind: 'word', start: starts[wordFrom]!, end: ends[to - 1]! })
    wordFrom = -1
  }
  for (let at = 0; at < text.length;) {
    let to = at + 1
    while (to < text.length && !isLetter[to]) to += 1
    const kind = kindOf(text.codePointAt(at)!)
    if (kind !== 'word') endWord(at)
    if (kind === 'word' && wordFrom < 0) wordFrom = at
    if (kind === 'sign') tokens.push({ form: text.slice(at, to), kind, start: starts[at]!, end: ends[to - 1]! })
    at = to
  }
  endWord(text.length)
  return tokens
}
