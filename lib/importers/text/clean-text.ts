import { normaliseNewlines } from '@/lib/domain/anchoring/newlines'

export interface CleanText {
  text: string
  /** How many characters no database or program can hold became U+FFFD. */
  replaced: number
}

/**
 * The text as it is stored: byte order mark stripped, CRLF and CR turned into LF, NUL and lone surrogates replaced by U+FFFD one for one.
 * Idempotent. Everything else, invisible characters included, stays as it is.
 */
export function cleanText(raw: string): CleanText {
  let replaced = 0
  const text = normaliseNewlines(raw.charCodeAt(0) === 0xfeff ? raw.slice(1) : raw).replace(
    /\u0000|\p{Surrogate}/gu,
    () => {
      replaced += 1
      return '\uFFFD'
    },
  )
  return { text, replaced }
}
