import { getAnnotation } from '@/lib/data/annotations/list'
import { setTags, updateAnnotation } from '@/lib/data/annotations/write'
import type { Database, Transaction } from '@/lib/data/client'
import { appendEvents } from '@/lib/data/events'
import { revisionText } from '@/lib/data/revision-text'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, notFound } from '@/lib/errors'
import type { Annotation, AnnotationChange } from '@/lib/schemas/annotation'
import { authorise } from '../authorise'
import { staleVersion } from '../stale-version'
import { demandUnfrozen } from './demand-unfrozen'
import { unusableTags } from './create-annotation'
import { cutSpan } from './cut-span'
import { recordedAnnotation } from './recorded'

/** Moves the edges, changes the tags, note or visibility of one's own annotation, or stars any that one sees. */
export async function changeAnnotation(db: Database, member: Member, id: string, change: AnnotationChange, now: Date): Promise<Annotation> {
  return db.$transaction(async (tx) => {
    const before = await getAnnotation(tx, member, id)
    if (!before) throw notFound('annotation')
    const { starred, version, ...own } = change
    if (Object.keys(own).length > 0) await changeOwn(tx, member, before, own, version, now)
    if (starred !== undefined && starred !== before.starred) await setStar(tx, member, before, starred)
    const after = await getAnnotation(tx, member, id)
    if (!after) throw notFound('annotation')
    return after
  })
}

async function changeOwn(tx: Transaction, member: Member, before: Annotation, change: AnnotationChange, version: number | undefined, now: Date): Promise<void> {
  demandOwn(member, before)
  await demandUnfrozen(tx, member, [before.id])
  const moved = change.start !== undefined || change.end !== undefined
  const text = moved ? await revisionText(tx, member, before.revisionId) : null
  const span = text === null ? undefined : cutSpan(text, { start: change.start ?? before.start, end: change.end ?? before.end, quote: change.quote })
  const written = await updateAnnotation(tx, member, before.id, version ?? before.version, { ...change, span }, now)
  if (!written) throw staleVersion(await getAnnotation(tx, member, before.id), 'annotation')
  if (change.tagIds && !(await setTags(tx, member, before.id, [...new Set(change.tagIds)], now))) throw unusableTags()
  const after = await getAnnotation(tx, member, before.id)
  if (!after) throw notFound('annotation')
  await appendEvents(tx, member, [
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
}

async function setStar(tx: Transaction, member: Member, annotation: Annotation, starred: boolean): Promise<void> {
  authorise(member, 'excerpts.star')
  const key = { projectId: member.projectId, annotationId: annotation.id }
  if (starred) await tx.star.createMany({ data: { ...key, userId: member.userId }, skipDuplicates: true })
  else await tx.star.deleteMany({ where: key })
  await appendEvents(tx, member, [
    {
      type: starred ? 'annotation.starred' : 'annotation.unstarred',
      subjectId: annotation.id,
      documentId: annotation.documentId,
      roundId: annotation.roundId,
      ownerId: annotation.author.id,
      shared: annotation.visibility === 'shared',
    },
  ])
}

/** Moves one's own annotation to the bin. */
export async function deleteAnnotation(db: Database, member: Member, id: string, version: number | undefined, now: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    const before = await getAnnotation(tx, member, id)
    if (!before) throw notFound('annotation')
    demandOwn(member, before)
    await demandUnfrozen(tx, member, [id])
    const { count } = await tx.annotation.updateMany({
      where: { projectId: member.projectId, id, authorId: member.userId, deletedAt: null, version: version ?? before.version },
      data: { deletedAt: now, updatedAt: now, version: { increment: 1 } },
    })
    if (count === 0) throw staleVersion(await getAnnotation(tx, member, id), 'annotation')
    await appendEvents(tx, member, [
      { type: 'annotation.deleted', subjectId: id, documentId: before.documentId, roundId: before.roundId, ownerId: member.userId, shared: before.visibility === 'shared', before: recordedAnnotation(before) },
    ])
  })
}

/** Each coder's work is their own: a lead does not change it either. */
export function demandOwn(member: Member, annotation: Annotation): void {
  authorise(member, 'annotations.write')
  if (annotation.author.id !== member.userId) throw new AppError('not-allowed', `This is ${annotation.author.name}’s annotation, and only they can change it. Make one of your own beside it.`)
}
