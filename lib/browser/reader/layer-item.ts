import type { Annotation, DocumentAnnotations, LayerItem } from '@/lib/schemas/annotation'

export type { LayerItem }

const usual = {
  note: '',
  visibility: 'shared',
  layer: 'coder',
  roundId: null,
  certainty: null,
  secondOpinion: false,
  starred: false,
  version: 1,
} as const

/** The items of an answer, with what it left out because it is as usual. */
export function layerItemsOf(layer: DocumentAnnotations): LayerItem[] {
  return layer.items.map((item) => ({ ...usual, ...item }))
}

/** What a person may change of an annotation. */
export type LayerPatch = Partial<
  Pick<LayerItem, 'start' | 'end' | 'tagIds' | 'note' | 'visibility' | 'certainty' | 'secondOpinion' | 'starred'>
>

/** The reader's form of an annotation that the API answered with. */
export function layerItemOf(row: Annotation): LayerItem {
  const {
    id,
    start,
    end,
    tagIds,
    note,
    visibility,
    layer,
    roundId,
    certainty,
    secondOpinion,
    starred,
    version,
    createdAt,
  } = row
  return {
    id,
    start,
    end,
    tagIds,
    note,
    visibility,
    layer,
    roundId,
    certainty,
    secondOpinion,
    starred,
    version,
    createdAt,
    authorId: row.author.id,
  }
}

/** Whether two states of one annotation would look the same. */
export function isSameItem(a: LayerItem, b: LayerItem): boolean {
  return (
    a.version === b.version &&
    a.starred === b.starred &&
    a.tagIds.length === b.tagIds.length &&
    a.tagIds.every((id, place) => b.tagIds[place] === id)
  )
}

/** Whether an item is already as a change would make it. */
export function holds(item: LayerItem, patch: LayerPatch): boolean {
  return (Object.keys(patch) as (keyof LayerPatch)[]).every(
    (field) => JSON.stringify(item[field]) === JSON.stringify(patch[field]),
  )
}
