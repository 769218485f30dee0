import { placesByIds } from '@/lib/data/annotations/list'
import type { Database, Transaction } from '@/lib/data/database/client'
import { appendEvents, type NewEvent, type RecordedEvent } from '@/lib/data/history/events'
import { newId } from '@/lib/data/database/ids'
import { listRechecks, meaningEvents, recheckProgress, setLookedAt, type LookedAt } from '@/lib/data/codebook/rechecks'
import { getTag } from '@/lib/data/codebook/tags'
import { can } from '@/lib/domain/access/actions'
import type { Member } from '@/lib/domain/access/viewer'
import { meaningFields } from '@/lib/domain/codebook/meaning'
import { notFound } from '@/lib/errors'
import type { MeaningChanges } from '@/lib/schemas/recheck'
import { authorise } from '@/lib/services/authorise'
import { cannotRevert } from '@/lib/services/history/cannot-revert'
import type { ImportUndo } from './import-codebook'
import type { Reverted } from '@/lib/services/history/reverting'
import type { RecordedTag } from './tags'
import { say } from '@/lib/i18n/say'

/**
 * What has changed about a tag since the member coded the oldest passage that they have to look at again, or, where there is none, when its meaning changed last:
 * its words then, who did what, and for those who may see it how far each coder is.
 */
export async function meaningChanges(db: Database, member: Member, tagId: string): Promise<MeaningChanges> {
  const tag = await getTag(db, member, tagId)
  if (!tag) throw notFound('tag')
  const progress = can(member.role, 'rounds.progress', member.settings)
    ? await recheckProgress(db, member, tagId)
    : null
  const coded = (await listRechecks(db, member, { tagId })).map((row) => row.codedAt).toSorted()
  const since = coded[0] ?? tag.meaningChangedAt
  if (since === null || tag.meaningChangedAt === null) return { since: null, before: null, events: [], progress }
  // The event is as old as its transaction, which is a little older than the time that it wrote.
  const found = await meaningEvents(db, member, tagId, new Date(Date.parse(since) - (coded.length === 0 ? slack : 0)))
  const before = found.flatMap((event) => sidesOf(event, tagId)?.before ?? [])[0] ?? null
  const events = found.flatMap((event): MeaningChanges['events'] => {
    const kind = kindOf(event, tagId)
    return kind === null
      ? []
      : [
          {
            kind,
            actor: { id: event.actorId, name: event.actorName },
            at: event.createdAt.toISOString(),
            other: kind === 'merged' ? (event.before as RecordedTag).name : null,
          },
        ]
  })
  const isSame = before === null || meaningFields.every((field) => before[field] === tag[field])
  return {
    since,
    before: isSame
      ? null
      : { name: before.name, definition: before.definition, useWhen: before.useWhen, avoidWhen: before.avoidWhen },
    events,
    progress,
  }
}

/** Milliseconds that an event may be older than what it wrote. */
const slack = 5_000

type MeaningEvent = Awaited<ReturnType<typeof meaningEvents>>[number]

function sidesOf(
  { type, before, after, undo }: MeaningEvent,
  tagId: string,
): { before: RecordedTag; after: RecordedTag } | null {
  if (type === 'tag.changed') return { before: before as RecordedTag, after: after as RecordedTag }
  return type === 'tag.imported'
    ? ((undo as ImportUndo).changed.find((change) => change.before.id === tagId) ?? null)
    : null
}

function kindOf(event: MeaningEvent, tagId: string): MeaningChanges['events'][number]['kind'] | null {
  if (event.type === 'tag.split') return 'split'
  if (event.type === 'tag.merged') return event.subjectId === tagId ? null : 'merged'
  const sides = sidesOf(event, tagId)
  if (!sides) return null
  if (meaningFields.some((field) => sides.before[field] !== sides.after[field])) return 'words'
  return sides.before.parentId !== sides.after.parentId ? 'moved' : null
}

/** Ticks off passages of the member's own as still right under the tag as it is now. What is not theirs, or does not carry the tag, is left out. */
export async function tickRechecks(
  db: Database,
  member: Member,
  items: readonly Pick<LookedAt, 'annotationId' | 'tagId'>[],
  now: Date,
): Promise<{ checked: number; event: number | null }> {
  authorise(member, 'annotations.write')
  return db.$transaction(async (tx) => {
    const { event, count } = await looked(
      tx,
      member,
      member.userId,
      items.map((item) => ({ ...item, at: now.toISOString() })),
      'annotations.rechecked',
    )
    if (count === 0) return { checked: 0, event: null }
    const [seq = null] = await appendEvents(tx, member, [event])
    return { checked: count, event: seq }
  })
}

/** Passages that were ticked off have to be looked at again, or, the other way round, are ticked off as they were. */
export async function revertRecheck(tx: Transaction, member: Member, event: RecordedEvent): Promise<Reverted> {
  const { former } = event.undo as { former: LookedAt[] }
  const type = event.type === 'annotations.rechecked' ? 'annotations.recheck-reverted' : 'annotations.rechecked'
  const { event: reverted, count } = await looked(tx, member, event.ownerId ?? event.actorId, former, type)
  if (count === 0) throw cannotRevert(say('refusals.revert.noneCarries'))
  return {
    event: reverted,
    effects: [type === 'annotations.rechecked' ? say('effects.tickedOff') : say('effects.toLookAgain')],
  }
}

async function looked(
  tx: Transaction,
  member: Member,
  ownerId: string,
  items: readonly LookedAt[],
  type: 'annotations.rechecked' | 'annotations.recheck-reverted',
): Promise<{ event: NewEvent; count: number }> {
  const seen = new Map(
    (await placesByIds(tx, member, [...new Set(items.map((item) => item.annotationId))])).map((row) => [row.id, row]),
  )
  const former = await setLookedAt(
    tx,
    member,
    ownerId,
    items.filter((item) => seen.get(item.annotationId)?.tagIds.includes(item.tagId)),
  )
  const rows = former.flatMap((item) => seen.get(item.annotationId) ?? [])
  const documents = new Set(rows.map((row) => row.documentId))
  const rounds = new Set(rows.map((row) => row.roundId))
  return {
    count: former.length,
    event: {
      type,
      subjectId: newId(),
      documentId: documents.size === 1 ? rows[0]?.documentId : undefined,
      roundId: rounds.size === 1 ? rows[0]?.roundId : undefined,
      ownerId,
      shared: rows.some((row) => row.visibility === 'shared'),
      after: {
        items: former.flatMap(({ annotationId, tagId }) => {
          const row = seen.get(annotationId)
          return row
            ? [
                {
                  id: row.id,
                  documentId: row.documentId,
                  roundId: row.roundId,
                  visibility: row.visibility,
                  tagIds: [tagId],
                },
              ]
            : []
        }),
      },
      undo: { former },
    },
  }
}
