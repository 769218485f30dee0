import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'

/** Levels that nothing we take reaches: a text of sixty levels of lists, as JSON, has some two hundred. */
const deepest = 400
/** Objects and lists in one body: a book's content as JSON has a hundred thousand. */
const most = 1_000_000

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [...'"\\{}[]'].map((character) =>
  character.charCodeAt(0),
)

/** What a body says; refuses what is no JSON. */
export function parseJson(text: string): unknown {
  demandShallow(text)
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('malformed', say('refusals.http.notJson'))
  }
}

/**
 * Refuses text that as JSON would be nested more than 400 deep or have more than a million objects and lists, in one pass over it: a parser that meets
 * millions of open brackets keeps everybody waiting for seconds before it says that they were never closed.
 */
export function demandShallow(text: string): void {
  let [depth, count] = [0, 0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === quote) i = endOfString(text, i)
    else if (code === openBrace || code === openBracket) {
      if (++depth > deepest || ++count > most)
        throw new AppError('malformed', say('refusals.http.nested', { limit: deepest }))
    } else if (code === closeBrace || code === closeBracket) depth--
  }
}

/** Where the string that opens at `start` closes; the end of the text where it does not. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === quote) return i
    if (code === backslash) i++
  }
  return text.length
}
