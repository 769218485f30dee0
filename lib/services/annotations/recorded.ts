import type { Annotation } from '@/lib/schemas/annotation'

type Derived = 'author' | 'starred' | 'prefix' | 'suffix' | 'createdAt' | 'updatedAt' | 'page' | 'layer'

/** An annotation as the history keeps it: everything that undo needs, nothing that is derived. */
export function recordedAnnotation(row: Omit<Annotation, Derived>) {
  const {
    id,
    documentId,
    revisionId,
    start,
    end,
    quote,
    tagIds,
    note,
    visibility,
    roundId,
    certainty,
    secondOpinion,
    version,
  } = row
  return {
    id,
    documentId,
    revisionId,
    start,
    end,
    quote,
    tagIds,
    note,
    visibility,
    roundId,
    certainty,
    secondOpinion,
    version,
  }
}
