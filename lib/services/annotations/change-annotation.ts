import { getAnnotation } from '@/lib/data/annotations/list'
import { putStars, takeStars } from '@/lib/data/annotations/stars'
import { setTags, touchOwn, updateAnnotation } from '@/lib/data/annotations/write'
import type { Database, Transaction } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { currentRevision, revisionText } from '@/lib/data/documents/revision-text'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault, notFound } from '@/lib/errors'
import type { Annotation, AnnotationChange } from '@/lib/schemas/annotation'
import { authorise } from '../authorise'
import type { Done } from '../done'
import { staleVersion } from '../stale-version'
import { starEvent } from './revert-stars'
import { holdTags } from '@/lib/data/codebook/hold-codebook'
import { wereMerged } from '@/lib/data/codebook/tag-writes'
import { revisionProblem, unusableTags } from './create-annotation'
import { cutSpan } from './cut-span'
import { demandUnfrozen } from './demand-unfrozen'
import { recordedAnnotation } from './recorded'
import { say } from '@/lib/i18n/say'

/** Moves the edges, changes the tags, note or visibility of one's own annotation, or stars any that one sees. Where both are done at once the event is that of the star. */
export async function changeAnnotation(
  db: Database,
  member: Member,
  id: string,
  change: AnnotationChange,
  now: Date,
): Promise<Done<Annotation>> {
  return db.$transaction(async (tx) => {
    const before = await getAnnotation(tx, member, id)
    if (!before) throw notFound('annotation')
    const { starred, version, ...own } = change
    if (version !== undefined && version !== before.version) throw staleVersion(before, 'annotation')
    const changed = Object.keys(own).length > 0 ? await changeOwn(tx, member, before, own, version, now) : null
    const starring =
      starred !== undefined && starred !== before.starred ? await setStar(tx, member, before, starred, now) : null
    const row = await getAnnotation(tx, member, id)
    if (!row) throw notFound('annotation')
    return { row, event: starring ?? changed }
  })
}

async function changeOwn(
  tx: Transaction,
  member: Member,
  before: Annotation,
  change: AnnotationChange,
  version: number | undefined,
  now: Date,
): Promise<number | null> {
  demandOwn(member, before)
  // Those that are taken away too: one that is merged meanwhile would come back as what it was merged into.
  if (change.tagIds) await holdTags(tx, member, [...before.tagIds, ...change.tagIds])
  await demandUnfrozen(tx, member, [before.id])
  const span = await changedSpan(tx, member, before, change)
  const written = await updateAnnotation(tx, member, before.id, version ?? before.version, { ...change, span }, now)
  if (!written) throw staleVersion(await getAnnotation(tx, member, before.id), 'annotation')
  if (change.tagIds && !(await setTags(tx, member, before.id, [...new Set(change.tagIds)], now))) {
    // Whoever names a tag that was merged saw the passage before the merge, which leaves its version alone.
    const isBehind = version !== undefined && (await wereMerged(tx, member, change.tagIds))
    throw isBehind ? staleVersion(before, 'annotation') : unusableTags()
  }
  const after = await getAnnotation(tx, member, before.id)
  if (!after) throw notFound('annotation')
  const [event = null] = await appendEvents(tx, member, [
    {
      type: 'annotation.changed',
      subjectId: before.id,
      documentId: before.documentId,
      roundId: before.roundId,
      ownerId: member.userId,
      shared: before.visibility === 'shared' || after.visibility === 'shared',
      before: recordedAnnotation(before),
      after: recordedAnnotation(after),
    },
  ])
  return event
}

async function changedSpan(
  tx: Transaction,
  member: Member,
  before: Annotation,
  { revisionId = before.revisionId, start, end, quote }: AnnotationChange,
) {
  if (revisionId !== before.revisionId) {
    if (start === undefined || end === undefined)
      throw new AppError('invalid', say('refusals.annotations.sayWhere'), {
        errors: [fault(start === undefined ? 'start' : 'end', say('faults.neededWithRevision'))],
      })
    if ((await currentRevision(tx, member, before.documentId))?.revisionId !== revisionId)
      throw await revisionProblem(tx, member, before.documentId)
  }
  const text = start === undefined && end === undefined ? null : await revisionText(tx, member, revisionId)
  return text === null
    ? undefined
    : { revisionId, ...cutSpan(text, { start: start ?? before.start, end: end ?? before.end, quote }) }
}

async function setStar(
  tx: Transaction,
  member: Member,
  annotation: Annotation,
  starred: boolean,
  now: Date,
): Promise<number | null> {
  authorise(member, 'excerpts.star')
  const own = [{ userId: member.userId, createdAt: now.toISOString() }]
  if (starred) await putStars(tx, member, annotation.id, own)
  const stars = starred ? own : await takeStars(tx, member, annotation.id)
  const [event = null] = await appendEvents(tx, member, [await starEvent(tx, member, annotation, starred, stars)])
  return event
}

/** Moves one's own annotation to the bin. */
export async function deleteAnnotation(
  db: Database,
  member: Member,
  id: string,
  version: number | undefined,
  now: Date,
): Promise<Done<Annotation>> {
  return db.$transaction(async (tx) => {
    const before = await getAnnotation(tx, member, id)
    if (!before) throw notFound('annotation')
    demandOwn(member, before)
    await demandUnfrozen(tx, member, [id])
    if ((await touchOwn(tx, member, [id], now, { bins: true, version: version ?? before.version })) === 0)
      throw staleVersion(await getAnnotation(tx, member, id), 'annotation')
    const [event = null] = await appendEvents(tx, member, [
      {
        type: 'annotation.deleted',
        subjectId: id,
        documentId: before.documentId,
        roundId: before.roundId,
        ownerId: member.userId,
        shared: before.visibility === 'shared',
        before: recordedAnnotation(before),
      },
    ])
    return { row: before, event }
  })
}

/** Each coder's work is their own: a lead does not change it either. */
export function demandOwn(member: Member, annotation: Annotation): void {
  authorise(member, 'annotations.write')
  if (annotation.layer === 'consensus') throw new AppError('not-allowed', say('refusals.annotations.ofConsensus'))
  if (annotation.author.id !== member.userId)
    throw new AppError('not-allowed', say('refusals.annotations.ofAnother', { name: annotation.author.name }))
}
