import type { SeenEvent } from '@/lib/schemas/document'
import type { LayerItem } from './layer-item'

/** What an event did to annotations of one document. */
export interface LayerNews {
  put: LayerItem[]
  gone: { id: string; version: number }[]
}

type Recorded = Omit<LayerItem, 'layer' | 'starred' | 'createdAt' | 'authorId'> & {
  documentId: string
  revisionId: string
}

/**
 * What an event means for the layer on screen, or null where it does not say enough and the layer has to be asked for. `known` is what the layer has now;
 * what concerns another document is nothing, what is about another revision's text is not enough.
 */
export function layerNews(
  event: SeenEvent,
  place: { documentId: string; revisionId: string | undefined },
  known: (id: string) => LayerItem | undefined,
): LayerNews | null {
  const [subject = '', verb = ''] = event.type.split('.')
  if (event.cut) return null
  if (verb === 'starred' || verb === 'unstarred') {
    const item = known(event.subjectId)
    // Whether somebody else's star is still there, an unstarring does not tell.
    return verb === 'starred' && item ? { put: [{ ...item, starred: true }], gone: [] } : null
  }
  const [before, after] =
    subject === 'annotations' ? [rowsOf(event.before), rowsOf(event.after)] : [rowOf(event.before), rowOf(event.after)]
  if (before.length + after.length === 0)
    return event.before === null && event.after === null ? null : { put: [], gone: [] }
  const here = ({ documentId }: Recorded) => documentId === place.documentId
  if (after.some((row) => here(row) && row.revisionId !== place.revisionId)) return null
  const staying = new Set(after.map((row) => row.id))
  const stood = new Set(before.map((row) => row.id))
  const put = after.filter(here).map((row) => itemFrom(row, event, known(row.id), stood.has(row.id)))
  return put.includes(null)
    ? null
    : {
        put: put.filter((item) => item !== null),
        gone: before.filter((row) => here(row) && !staying.has(row.id)).map(({ id, version }) => ({ id, version })),
      }
}

/** Places that were found are tagged by one event, whether they were passages before or not. */
const makes: ReadonlySet<string> = new Set(['annotation.created', 'annotations.created', 'annotations.tagged'])

/** Only what was just made is wholly in its event; of the rest, what an event does not carry must be known. */
function itemFrom(row: Recorded, event: SeenEvent, known: LayerItem | undefined, didStand: boolean): LayerItem | null {
  const { id, start, end, tagIds, note, visibility, roundId, certainty, secondOpinion, version } = row
  const carried = { id, start, end, tagIds, note, visibility, roundId, certainty, secondOpinion, version }
  if (known) return { ...known, ...carried }
  return !didStand && makes.has(event.type)
    ? { ...carried, layer: 'coder', starred: false, createdAt: event.createdAt, authorId: event.actor.id }
    : null
}

const isRecorded = (value: unknown): value is Recorded =>
  typeof value === 'object' && value !== null && 'documentId' in value && 'tagIds' in value && 'secondOpinion' in value
const rowOf = (side: unknown): Recorded[] => (isRecorded(side) ? [side] : [])
const rowsOf = (side: unknown): Recorded[] =>
  typeof side === 'object' && side !== null && 'items' in side && Array.isArray(side.items)
    ? side.items.filter(isRecorded)
    : []
