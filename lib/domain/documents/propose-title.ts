import { isClutter, type HeaderLine } from './header-lines'
import { isOrganisation } from './person-names'
import type { StatedValue } from './stated-value'

const greeting =
  /^(dear|hello|hi|good (morning|afternoon|evening)|distinguished|ladies and gentlemen|to whom|excellenc|your excellenc|mesdames|sehr geehrte|尊敬的|各位)/i
const part =
  /^(chapter|part|section|appendix|preface|introduction|abstract|summary|foreword|conclusion|contents|references|notes?)\b/i

/**
 * The line of a header that is the title. Where the header states other metadata, the best candidate; else only a first line that stands
 * alone. `isMetadata` tells the by-lines, dates and labelled lines that may follow a title directly.
 */
export function proposeTitle(
  header: readonly HeaderLine[],
  filename: string,
  stated: boolean,
  hasBody: boolean,
  isMetadata: (line: string) => boolean,
): StatedValue | null {
  const named = new Set(wordsOf(filename.replace(/\.[a-z0-9]+$/i, '')).filter((word) => word.length > 3))
  const candidates = header.filter((line, at) => couldBeTitle(line, header[at + 1], isMetadata))
  const scored = candidates.map((line, order) => {
    const words = wordsOf(shown(line.text))
    const repeated = header.filter((other) => shown(other.text) === shown(line.text)).length > 1
    const inName = words.filter((word) => named.has(word)).length
    return { line, score: (repeated ? 3 : 0) + (inName >= 3 ? 3 : 0) + (words.length >= 4 ? 1 : 0) - order }
  })
  const best = scored.sort((a, b) => b.score - a.score)[0]
  if (!best) return null
  const { line } = best
  // Without other metadata only a first line that stands alone over a text is believed.
  if (!stated && !(line === header[0] && line.blankAfter && header.length <= 6 && hasBody)) return null
  const value = shown(line.text)
  return { value, evidence: { start: line.start, end: line.start + value.length } }
}

function couldBeTitle(
  line: HeaderLine,
  following: HeaderLine | undefined,
  isMetadata: (line: string) => boolean,
): boolean {
  const text = shown(line.text)
  if (
    text.length < 4 ||
    text.length > 250 ||
    /[.,;:：。，；]$/u.test(text) ||
    (/^[\p{Ll}\d\p{P}\p{S}]/u.test(text.replace(/^["'“‘«《(]+/u, '')) && !/^["'“‘«《]?\d{2,}\s+\p{L}/u.test(text))
  )
    return false
  if (wordsOf(text).length < 2 && !/\p{Script=Han}{4}|\p{Script=Hangul}{4}/u.test(text)) return false
  if (/^\S+\.\S+$|@|https?:|\|/.test(text) || isClutter(text) || greeting.test(text) || part.test(text)) return false
  if (isMetadata(text) || isOrganisation(text)) return false
  return line.blankAfter || (following !== undefined && isMetadata(following.text))
}

/** A title without the asterisk or number of its footnote. */
function shown(text: string): string {
  return text.replace(/\s*(\*+|\[\d+\]|[¹²³†])\s*$/u, '')
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
