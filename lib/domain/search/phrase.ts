import type { Span } from '../anchoring/span'
import { lexeme, longLexeme, pairOf, projectKey } from './indexed-blocks'
import { tokensOf } from './tokens'

/** A part of a word: what begins, ends or is within words of the dictionary. */
export interface PartOfWord {
  text: string
  at: 'beginning' | 'end' | 'within'
}

const quoted = (word: string): string => `'${word.replace(/['\\]/g, '$&$&')}'`

/**
 * What finds in the index every paragraph that has a phrase as it stands, which may begin and end within words; null where the index cannot narrow it. `wordsHaving`
 * answers the words of the dictionary that have a part, null where they are too many.
 */
export async function phraseQuery(
  phrase: string,
  isWhole: boolean,
  projectId: string,
  wordsHaving: (part: PartOfWord) => Promise<readonly string[] | null>,
): Promise<string | null> {
  const key = projectKey(projectId)
  const tokens = tokensOf(phrase)
  const parts: string[] = []
  for (const [at, { form, kind }] of tokens.entries()) {
    const [isFirst, isLast] = [at === 0, at === tokens.length - 1]
    const next = tokens[at + 1]
    if (kind === 'sign' && next?.kind === 'sign') parts.push(quoted(lexeme(key, pairOf(form, next.form))))
    else if (kind === 'sign' || isWhole || (!isFirst && !isLast)) parts.push(quoted(lexeme(key, form)))
    else if (isLast && !isFirst) parts.push(`${quoted(lexeme(key, form))}:*`)
    else {
      const words = await wordsHaving({ text: form, at: isLast ? 'within' : 'end' })
      if (words === null) continue
      // A word that stands in no text: nothing can be found.
      parts.push(
        words.length === 0
          ? quoted(longLexeme(key))
          : `(${words.map((word) => quoted(lexeme(key, word))).join(' | ')})`,
      )
    }
  }
  return parts.length === 0 ? null : parts.join(' & ')
}

/** Whether a place begins and ends where words do. */
export function standsApart(text: string, { start, end }: Span): boolean {
  return tokensOf(text).every((token) => {
    const cuts = (offset: number) => token.kind === 'word' && token.start < offset && offset < token.end
    return !cuts(start) && !cuts(end)
  })
}
