import type { Span } from '@/lib/domain/anchoring/span'
import type { CasePlace } from '@/lib/schemas/case'

type Place = Pick<CasePlace, 'caseId' | 'name' | 'start' | 'end'>

/** The cases of a document, each once in their order; with a passage those that it is in, because the whole document is or because it shares a letter with a part. */
export function casesAt(places: readonly Place[], passage?: Span): { id: string; name: string }[] {
  const isIn = ({ start, end }: Place) =>
    start === null || end === null || !passage || (start < passage.end && passage.start < end)
  return [...new Map(places.filter(isIn).map(({ caseId, name }) => [caseId, name]))].map(([id, name]) => ({ id, name }))
}

/** The ids of cases that have all of the passage. */
export function casesOver(places: readonly Place[], passage: Span): ReadonlySet<string> {
  const hasAll = ({ start, end }: Place) =>
    start === null || end === null || (start <= passage.start && passage.end <= end)
  return new Set(places.filter(hasAll).map(({ caseId }) => caseId))
}
