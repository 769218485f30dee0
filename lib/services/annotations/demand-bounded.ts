import type { Span } from '@/lib/domain/anchoring/span'
import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'

/** What the passages and notes of one event may hold together, in UTF-16 units: they are read, kept in its event and answered in one piece. */
const mostLetters = 4_000_000

/** Refuses an event whose passages hold too much together, before anything is cut or read: a few thousand of a whole book are gigabytes. */
export function demandBounded(letters: number): void {
  if (letters > mostLetters)
    throw new AppError('too-large', say('refusals.annotations.tooMuch', { letters, limit: mostLetters }))
}

/** How many letters spans have together, with the notes on them, in UTF-16 units. One that ends before it starts has none. */
export const lettersIn = (spans: readonly (Span & { note?: string })[]): number =>
  spans.reduce((sum, { start, end, note = '' }) => sum + Math.max(0, end - start) + note.length, 0)
