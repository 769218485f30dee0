import { annotationsByIds, lettersOf } from '@/lib/data/annotations/list'
import { exchangePostings, type Posting } from '@/lib/data/annotations/revert'
import { addTags, insertAnnotations, touchOwn, type NewAnnotation } from '@/lib/data/annotations/write'
import type { Database, Transaction } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { newId } from '@/lib/data/database/ids'
import { currentRevision } from '@/lib/data/documents/revision-text'
import { holdTags } from '@/lib/data/codebook/hold-codebook'
import { wereMerged } from '@/lib/data/codebook/tag-writes'
import { countUsableTags } from '@/lib/data/codebook/tags'
import type { Member } from '@/lib/domain/access/viewer'
import { notFound } from '@/lib/errors'
import type { Annotation, AnnotationBulk, AnnotationCreate } from '@/lib/schemas/annotation'
import { againWhereTaken } from '../again-where-taken'
import { authorise } from '../authorise'
import { demandOwn } from './change-annotation'
import { demandBounded, lettersIn } from './demand-bounded'
import { demandUnfrozen } from './demand-unfrozen'
import { prepareAnnotation, revisionProblem, submittedAlready, unusableTags } from './create-annotation'
import { recordedAnnotation } from './recorded'

interface BulkResult {
  action: string
  changed: number
  ids: string[]
  /** The number of the event; null where nothing was done. */
  event: number | null
}

/**
 * Does one thing to many annotations, or to none: any item that cannot be done refuses the whole. One event, hence one undo;
 * it belongs to its actor, and others see those of its items that are shared.
 */
export async function bulkAnnotations(
  db: Database,
  member: Member,
  bulk: AnnotationBulk,
  now: Date,
): Promise<BulkResult> {
  authorise(member, 'annotations.write')
  return againWhereTaken(() =>
    db.$transaction(
      (tx) =>
        bulk.action === 'create'
          ? createMany(tx, member, bulk.items, now)
          : changeMany(tx, member, bulk.action, bulk.items, now),
      { timeout: 60_000 },
    ),
  )
}

async function createMany(tx: Transaction, member: Member, items: AnnotationCreate[], now: Date): Promise<BulkResult> {
  // What is stored already is what was sent, whatever became of its document since.
  const stored = new Set(
    (
      await annotationsByIds(
        tx,
        member,
        items.flatMap(({ id }) => id ?? []),
      )
    ).map((row) => row.id),
  )
  const asked = items.map((item) => ({ ...item, id: item.id ?? newId() }))
  const missing = asked.filter(({ id }) => !stored.has(id))
  demandBounded(lettersIn(missing))
  const revisions = await currentRevisions(tx, member, missing)
  const fresh: NewAnnotation[] = []
  for (const item of missing)
    fresh.push(
      await prepareAnnotation(tx, member, { ...item, revisionId: item.revisionId ?? revisions.get(item.documentId) }),
    )
  const tagIds = fresh.flatMap((row) => row.tagIds)
  await holdTags(tx, member, tagIds)
  await demandUsableTags(tx, member, tagIds)
  const problem = await insertAnnotations(tx, member, fresh, now)
  if (problem) throw 'frozen' in problem ? submittedAlready() : await revisionProblem(tx, member, problem.stale)
  await addTags(
    tx,
    member,
    fresh.map((row) => ({ annotationId: row.id, tagIds: row.tagIds })),
    now,
  )
  const event =
    fresh.length === 0
      ? null
      : await recordMany(
          tx,
          member,
          'created',
          [],
          await annotationsByIds(
            tx,
            member,
            fresh.map((row) => row.id),
          ),
        )
  return { action: 'create', changed: fresh.length, ids: asked.map(({ id }) => id), event }
}

/** The current revisions of the documents that items name without one. */
async function currentRevisions(
  tx: Transaction,
  member: Member,
  items: AnnotationCreate[],
): Promise<Map<string, string>> {
  const revisions = new Map<string, string>()
  for (const { documentId, revisionId } of items) {
    if (revisionId !== undefined || revisions.has(documentId)) continue
    const current = await currentRevision(tx, member, documentId)
    if (!current) throw notFound('document')
    revisions.set(documentId, current.revisionId)
  }
  return revisions
}

async function changeMany(
  tx: Transaction,
  member: Member,
  action: 'tag' | 'untag' | 'delete',
  items: { id: string; tagIds?: string[] }[],
  now: Date,
): Promise<BulkResult> {
  const ids = [...new Set(items.map((item) => item.id))]
  demandBounded(await lettersOf(tx, member, ids))
  const before = await annotationsByIds(tx, member, ids)
  if (before.length < ids.length) throw notFound('annotationAmongThose')
  before.forEach((row) => demandOwn(member, row))
  const pairs = items.map((item) => ({ annotationId: item.id, tagIds: [...new Set(item.tagIds ?? [])] }))
  const tagIds = pairs.flatMap((pair) => pair.tagIds)
  await holdTags(tx, member, tagIds)
  // What a tag was merged into may be on the passage for its own sake.
  if (action === 'untag' && (await wereMerged(tx, member, tagIds))) throw unusableTags()
  await demandUnfrozen(tx, member, ids)
  await touchOwn(tx, member, ids, now, { bins: action === 'delete' })
  if (action === 'tag') {
    await demandUsableTags(tx, member, tagIds)
    await addTags(tx, member, pairs, now)
  }
  if (action === 'untag')
    await exchangePostings(
      tx,
      member,
      pairs.flatMap(({ annotationId, tagIds }) => tagIds.map((tagId): Posting => [annotationId, tagId])),
      [],
      now,
    )
  const verb = action === 'delete' ? 'deleted' : action === 'tag' ? 'tagged' : 'untagged'
  const event = await recordMany(
    tx,
    member,
    verb,
    before,
    action === 'delete' ? [] : await annotationsByIds(tx, member, ids),
  )
  return { action, changed: ids.length, ids, event }
}

export async function demandUsableTags(tx: Transaction, member: Member, tagIds: string[]): Promise<void> {
  const wanted = [...new Set(tagIds)]
  if ((await countUsableTags(tx, member, wanted)) < wanted.length) throw unusableTags()
}

export async function recordMany(
  tx: Transaction,
  member: Member,
  verb: 'created' | 'tagged' | 'untagged' | 'deleted',
  before: Annotation[],
  after: Annotation[],
): Promise<number | null> {
  const all = [...before, ...after]
  const documents = new Set(all.map((row) => row.documentId))
  const rounds = new Set(all.map((row) => row.roundId))
  const [event = null] = await appendEvents(tx, member, [
    {
      type: `annotations.${verb}`,
      subjectId: newId(),
      documentId: documents.size === 1 ? all[0]?.documentId : undefined,
      roundId: rounds.size === 1 ? all[0]?.roundId : undefined,
      ownerId: member.userId,
      shared: all.some((row) => row.visibility === 'shared'),
      before: { items: before.map(recordedAnnotation) },
      after: { items: after.map(recordedAnnotation) },
    },
  ])
  return event
}
