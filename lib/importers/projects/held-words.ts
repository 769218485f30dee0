import type { Span } from '@/lib/domain/anchoring/span'
import { lettersOf, sameLetters } from '@/lib/domain/interchange/same-letters'

/** Where something that was marked is, and how that was found. */
export type Placed =
  | { how: 'exact' | 'words' | 'otherWords'; span: Span }
  /** Nothing but white space, or nowhere. */
  | { how: 'empty' | 'nowhere' }

/**
 * Holds what was marked in a text against the words that its file keeps of it, both without white space. `span` is where its positions lead in the text, and
 * `there` what stands there in the file. Where they lead elsewhere, and the file has the words there, the only place with those words is taken. Where the file has
 * other words there it contradicts itself, and the positions count: they are what its program shows.
 */
export function heldAgainst(text: string): (span: Span | null, there: string, letters: string) => Placed {
  const byWords = onlyPlaceIn(text)
  return (span, there, letters) => {
    if (span && lettersOf(text.slice(span.start, span.end)) === letters) return { how: 'exact', span }
    if (span && there !== letters) return { how: 'otherWords', span }
    return byWords(letters) ?? (span ? { how: 'otherWords', span } : { how: 'nowhere' })
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
