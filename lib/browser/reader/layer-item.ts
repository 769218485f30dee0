import type { Annotation, DocumentAnnotations } from '@/lib/schemas/annotation'

/** An annotation as the reader holds it: without its quote, which the text has. */
export type LayerItem = DocumentAnnotations['items'][number]

/** What a person may change of an annotation. */
export type LayerPatch = Partial<Pick<LayerItem, 'start' | 'end' | 'tagIds' | 'note' | 'visibility' | 'certainty' | 'secondOpinion' | 'starred'>>

/** The reader's form of an annotation that the API answered with. */
export function layerItemOf(row: Annotation): LayerItem {
  const { id, start, end, tagIds, note, visibility, layer, roundId, certainty, secondOpinion, starred, version, createdAt } = row
  return { id, start, end, tagIds, note, visibility, layer, roundId, certainty, secondOpinion, starred, version, createdAt, authorId: row.author.id }
}

/** Whether two states of one annotation would look the same. */
export function isSameItem(a: LayerItem, b: LayerItem): boolean {
  return a.version === b.version && a.starred === b.starred && a.tagIds.length === b.tagIds.length && a.tagIds.every((id, place) => b.tagIds[place] === id)
}
