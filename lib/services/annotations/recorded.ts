import type { Annotation } from '@/lib/schemas/annotation'

/** An annotation as the history keeps it: everything that undo needs, nothing that is derived. */
export function recordedAnnotation(row: Omit<Annotation, 'author' | 'starred' | 'prefix' | 'suffix' | 'createdAt' | 'updatedAt' | 'page' | 'layer'>) {
  const { id, documentId, revisionId, start, end, quote, tagIds, note, visibility, version } = row
  return { id, documentId, revisionId, start, end, quote, tagIds, note, visibility, version }
}
