import { getAnnotation } from '@/lib/data/annotations/list'
import type { Database, Transaction } from '@/lib/data/database/client'
import { appendEvents, type NewEvent, type RecordedEvent } from '@/lib/data/history/events'
import { listExamples, putExample, takeExample, takeExampleOf, type Naming } from '@/lib/data/codebook/examples'
import { getTag } from '@/lib/data/codebook/tags'
import { lockCodebook } from '@/lib/data/codebook/tag-writes'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault, notFound } from '@/lib/errors'
import type { Annotation } from '@/lib/schemas/annotation'
import type { ExampleCreate, TagExample } from '@/lib/schemas/example'
import { placeOfPassage } from '@/lib/services/annotations/place-of-passage'
import { authorise } from '@/lib/services/authorise'
import { cannotRevert } from '@/lib/services/history/cannot-revert'
import type { Done } from '@/lib/services/done'
import type { Created } from '@/lib/services/projects/projects'
import type { Reverted } from '@/lib/services/history/reverting'
import { say } from '@/lib/i18n/say'

/** Names a passage as an example or counter-example of a tag. An example carries the tag; a counter-example need not. */
export async function nameExample(
  db: Database,
  member: Member,
  tagId: string,
  { annotationId, kind }: ExampleCreate,
  now: Date,
): Promise<Created<TagExample> & Done<TagExample>> {
  authorise(member, 'codebook.write')
  return db.$transaction(async (tx) => {
    await lockCodebook(tx, member)
    const annotation = await subjects(tx, member, tagId, annotationId)
    if (kind === 'example' && !annotation.tagIds.includes(tagId))
      throw new AppError('invalid', say('refusals.codebook.exampleWithoutTag'), {
        errors: [fault('annotationId', say('faults.withoutTag'))],
      })
    const before = await named(tx, member, tagId, annotationId)
    if (before?.kind === kind) return { row: before, created: false, event: null }
    // What others called it stays theirs: of two the newer counts, and who codes blind sees neither theirs go nor another's come.
    const former = await takeExampleOf(tx, member, tagId, annotationId, member.userId)
    await putExample(tx, member, tagId, annotationId, { kind, userId: member.userId, createdAt: now.toISOString() })
    const [event = null] = await appendEvents(tx, member, [
      await exampleEvent(
        tx,
        member,
        annotation,
        { before: before?.kind, after: kind },
        { tagId, whose: member.userId, former, kind },
      ),
    ])
    const row = await named(tx, member, tagId, annotationId)
    if (!row) throw new Error('An example that was named just now is not there')
    return { row, created: before === null, event }
  })
}

/** Takes the name of an example off a passage, which stays as it is. */
export async function dropExample(
  db: Database,
  member: Member,
  tagId: string,
  annotationId: string,
): Promise<{ event: number | null }> {
  authorise(member, 'codebook.write')
  return db.$transaction(async (tx) => {
    await lockCodebook(tx, member)
    const annotation = await subjects(tx, member, tagId, annotationId)
    const before = await named(tx, member, tagId, annotationId)
    const former = before && (await takeExample(tx, member, tagId, annotationId))
    if (!before || !former) throw notFound('example')
    const [event = null] = await appendEvents(tx, member, [
      await exampleEvent(
        tx,
        member,
        annotation,
        { before: before.kind },
        { tagId, whose: former.userId, former, kind: null },
      ),
    ])
    return { event }
  })
}

/** What the event changed is as it was before, unless somebody has named the passage otherwise since. */
export async function revertExample(tx: Transaction, member: Member, event: RecordedEvent): Promise<Reverted> {
  const { tagId, former, kind, whose = former?.userId ?? event.actorId } = event.undo as ExampleUndo
  const annotation = await getAnnotation(tx, member, event.subjectId)
  if (!annotation) throw cannotRevert(say('refusals.revert.passageBinnedOrPrivate'))
  const tag = await getTag(tx, member, tagId)
  if (!tag) throw cannotRevert(say('refusals.revert.tagBinned'))
  const before = await named(tx, member, tagId, annotation.id)
  const current = await takeExampleOf(tx, member, tagId, annotation.id, whose)
  if ((current?.kind ?? null) !== kind) throw cannotRevert(say('refusals.revert.namedOtherwise', { name: tag.name }))
  if (former) await putExample(tx, member, tagId, annotation.id, former)
  const after = await named(tx, member, tagId, annotation.id)
  const undo = { tagId, whose, former: current, kind: former?.kind ?? null }
  return {
    event: await exampleEvent(tx, member, annotation, { before: before?.kind, after: after?.kind }, undo),
    effects: [
      after
        ? say('effects.exampleAgain', { kind: after.kind === 'example' ? 'example' : 'counter', name: tag.name })
        : say('effects.exampleNoMore', { name: tag.name }),
    ],
  }
}

interface ExampleUndo {
  tagId: string
  /** Whose name for the passage it was; of events that say nothing of it that of `former`, or of whoever acted. */
  whose?: string
  former: Naming | null
  kind: Naming['kind'] | null
}

/** It is about the passage, and hidden with it; its sides are what its actor was shown. */
async function exampleEvent(
  tx: Transaction,
  member: Member,
  annotation: Annotation,
  { before, after }: { before?: Naming['kind'] | undefined; after?: Naming['kind'] | undefined },
  undo: ExampleUndo,
): Promise<NewEvent> {
  const { about, ...place } = await placeOfPassage(tx, member, annotation)
  const side = (is: Naming['kind'] | undefined) =>
    is === undefined ? null : { kind: is, tagIds: [undo.tagId], ...(about && { about }) }
  return {
    ...place,
    type: after === undefined ? 'annotation.example-dropped' : 'annotation.example-named',
    before: side(before),
    after: side(after),
    undo,
  }
}

async function subjects(tx: Transaction, member: Member, tagId: string, annotationId: string): Promise<Annotation> {
  if (!(await getTag(tx, member, tagId))) throw notFound('tag')
  const annotation = await getAnnotation(tx, member, annotationId)
  if (!annotation) throw notFound('annotation')
  return annotation
}

const named = async (
  tx: Transaction,
  member: Member,
  tagId: string,
  annotationId: string,
): Promise<TagExample | null> =>
  (await listExamples(tx, member, tagId)).find((row) => row.annotationId === annotationId) ?? null
