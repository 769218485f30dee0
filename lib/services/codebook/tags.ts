import type { Database, Transaction } from '@/lib/data/database/client'
import { appendEvents, type NewEvent } from '@/lib/data/history/events'
import { newId } from '@/lib/data/database/ids'
import { binTags, insertTags, lockCodebook, lockTags, reorderSiblings, updateTag } from '@/lib/data/codebook/tag-writes'
import { getTag, getTagWords, tagTree, type TagWords, type TreeTag } from '@/lib/data/codebook/tags'
import { roundCodedBlind } from '@/lib/data/rounds/hidden-tags'
import { uniqueViolation } from '@/lib/data/database/violations'
import { nextColour } from '@/lib/domain/codebook/colours'
import { changesMeaning } from '@/lib/domain/codebook/meaning'
import { childrenOf, placed, wouldCycle, type Branch } from '@/lib/domain/codebook/tree'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault, notFound } from '@/lib/errors'
import type { Tag, TagChange, TagCreate } from '@/lib/schemas/tag'
import { authorise } from '@/lib/services/authorise'
import { demandNoTwin, demandSeenAsWidely, twinIn } from './blind-tags'
import { demandDepth, demandRoomForTags } from './room-for-tags'
import type { Done } from '@/lib/services/done'
import type { Created } from '@/lib/services/projects/projects'
import { staleVersion } from '@/lib/services/stale-version'
import { say } from '@/lib/i18n/say'

/** Adds a tag at its place among its siblings, last where none is named. */
export async function createTag(db: Database, member: Member, input: TagCreate): Promise<Created<Tag> & Done<Tag>> {
  authorise(member, 'codebook.write')
  const id = input.id ?? newId()
  return refusingTwins(input.name, () =>
    db.$transaction(async (tx) => {
      const tree = await lockTree(tx, member)
      // Looked for behind the lock: of two sendings at once the second finds what the first made.
      const existing = await getTag(tx, member, id)
      if (existing) return { row: existing, created: false, event: null }
      const { row, event } = await createWithin(
        tx,
        member,
        tree,
        { ...input, id },
        { userId: member.userId, blindRoundId: await roundCodedBlind(tx, member) },
      )
      const [seq = null] = await appendEvents(tx, member, [event])
      return { row, created: true, event: seq }
    }),
  )
}

/** A tag and what was done to it, for the transaction to put on record. */
export interface TagEvent {
  row: Tag
  event: NewEvent
}

/** Adds a tag for its maker, and to the round that they code blind in, where they do. */
export async function createWithin(
  tx: Transaction,
  member: Member,
  tree: readonly TreeTag[],
  input: TagCreate & { id: string },
  maker: { userId: string; blindRoundId: string | null },
): Promise<TagEvent> {
  const { id, name, definition = '', useWhen = '', avoidWhen = '' } = input
  const parentId = liveParent(tree, input.parentId ?? null)
  const siblings = siblingIds(tree, parentId)
  demandRoomForTags(tree)
  demandDepth(tree, null, parentId)
  demandNoTwin(maker, tree, parentId, name)
  demandSeenAsWidely(
    { blindRoundId: maker.blindRoundId, createdById: maker.userId },
    tree.find((tag) => tag.id === parentId),
    'parentId',
  )
  const colour = input.colour ?? nextColour(tree.map((tag) => tag.colour))
  await insertTags(tx, { projectId: member.projectId, userId: maker.userId }, [
    {
      id,
      parentId,
      name,
      blindRoundId: maker.blindRoundId,
      colour,
      definition,
      useWhen,
      avoidWhen,
      position: siblings.length,
    },
  ])
  await reorderSiblings(tx, member, placed(siblings, id, input.position ?? siblings.length))
  const row = await required(tx, member, id)
  return { row, event: { type: 'tag.created', subjectId: id, roundId: maker.blindRoundId, after: recorded(row) } }
}

/** Renames, recolours, describes, archives or moves a tag. A move renumbers the siblings it leaves and those it joins. */
export async function changeTag(
  db: Database,
  member: Member,
  id: string,
  change: TagChange,
  now: Date,
): Promise<Done<Tag>> {
  authorise(member, 'codebook.write')
  return refusingTwins(change.name ?? 'this name', () =>
    db.$transaction(async (tx) => {
      const { row, event } = await changeWithin(tx, member, await lockTree(tx, member), id, change, now)
      const [seq = null] = await appendEvents(tx, member, [event])
      return { row, event: seq }
    }),
  )
}

export async function changeWithin(
  tx: Transaction,
  member: Member,
  tree: readonly TreeTag[],
  id: string,
  change: TagChange,
  now: Date,
): Promise<TagEvent> {
  const before = await getTagWords(tx, member, id)
  if (!before) throw notFound('tag')
  const { version, position, archived, parentId: wanted, changesMeaning: said, ...words } = change
  const parentId = wanted === undefined ? before.parentId : liveParent(tree, wanted)
  if (wouldCycle(tree, id, parentId))
    throw new AppError('invalid', say('refusals.codebook.belowItself'), {
      errors: [fault('parentId', say('faults.itselfOrBelow'))],
    })
  if (parentId !== before.parentId) demandDepth(tree, id, parentId)
  const standing = tree.find((tag) => tag.id === id)
  if (parentId !== before.parentId && standing)
    demandSeenAsWidely(
      standing,
      tree.find((tag) => tag.id === parentId),
      'parentId',
    )
  if (parentId !== before.parentId || words.name !== undefined)
    demandNoTwin(member, tree, parentId, words.name ?? before.name, [id])
  const archivedAt = archived === undefined ? undefined : archived ? new Date(before.archivedAt ?? now) : null
  const meant = changesMeaning(before, { ...before, ...words, parentId }, said)
  // Said of nothing else, it withdraws what was asked.
  const isWithdrawn =
    said === false &&
    Object.keys(words).length === 0 &&
    wanted === undefined &&
    archived === undefined &&
    position === undefined
  const meaningChangedAt = meant ? now : isWithdrawn ? null : undefined
  if (
    !(await updateTag(
      tx,
      member,
      id,
      version ?? before.version,
      { ...words, parentId, archivedAt, meaningChangedAt },
      now,
    ))
  )
    throw staleVersion(await required(tx, member, id), 'tag')
  if (parentId !== before.parentId || position !== undefined)
    await moveTag(tx, member, tree, before, { parentId, position })
  const row = await required(tx, member, id)
  return { row, event: { type: 'tag.changed', subjectId: id, before: recorded(before), after: recorded(row) } }
}

/** Moves a tag without children to the bin. The annotations keep it for the day it is restored, but no longer show it. */
export async function deleteTag(
  db: Database,
  member: Member,
  id: string,
  version: number | undefined,
  now: Date,
): Promise<Done<Tag>> {
  authorise(member, 'codebook.write')
  return db.$transaction(async (tx) => {
    const { row, event } = await deleteWithin(tx, member, await lockTree(tx, member), id, version, now)
    const [seq = null] = await appendEvents(tx, member, [event])
    return { row, event: seq }
  })
}

export async function deleteWithin(
  tx: Transaction,
  member: Member,
  tree: readonly TreeTag[],
  id: string,
  version: number | undefined,
  now: Date,
): Promise<TagEvent> {
  await lockTags(tx, member, [id])
  const before = await required(tx, member, id)
  if (childrenOf(tree).has(id)) throw new AppError('in-use', say('refusals.codebook.tagsBelow'))
  if ((await binTags(tx, member, [id], now, { version: version ?? before.version })) === null)
    throw staleVersion(before, 'tag')
  await reorderSiblings(
    tx,
    member,
    siblingIds(tree, before.parentId).filter((sibling) => sibling !== id),
  )
  return { row: before, event: { type: 'tag.deleted', subjectId: id, before: recorded(before) } }
}

/** Puts a tag whose parent is written already at its place among its siblings, and closes the gap it left. */
export async function moveTag(
  tx: Transaction,
  member: Member,
  tree: readonly Branch[],
  tag: TagWords,
  to: { parentId: string | null; position?: number },
): Promise<void> {
  const joined = siblingIds(tree, to.parentId)
  await reorderSiblings(tx, member, placed(joined, tag.id, to.position ?? joined.length))
  if (to.parentId !== tag.parentId)
    await reorderSiblings(
      tx,
      member,
      siblingIds(tree, tag.parentId).filter((id) => id !== tag.id),
    )
}

/** The tree, locked against other changes of it. */
export async function lockTree(tx: Transaction, member: Member) {
  await lockCodebook(tx, member)
  return tagTree(tx, member)
}

export function siblingIds(tree: readonly Branch[], parentId: string | null): string[] {
  return (childrenOf(tree).get(parentId) ?? []).map((tag) => tag.id)
}

/** Runs `work` and turns the violation of the index on sibling names into a sentence. */
export async function refusingTwins<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (uniqueViolation(error) === 'Tag_sibling_name') throw twinIn(name)
    throw error
  }
}

/** What the history keeps of a tag: counts are the viewer's own and no part of it. */
export function recorded(tag: TagWords) {
  const { id, parentId, name, colour, definition, useWhen, avoidWhen, position } = tag
  const { archivedAt, meaningChangedAt, version } = tag
  return {
    id,
    parentId,
    name,
    colour,
    definition,
    useWhen,
    avoidWhen,
    position,
    archivedAt,
    meaningChangedAt,
    version,
  }
}
/** What an import may write over of a tag, as it is. */
export function guidanceOf(tag: TagWords) {
  const { id, version, colour, definition, useWhen, avoidWhen, archivedAt, meaningChangedAt } = tag
  return { id, version, colour, definition, useWhen, avoidWhen, archivedAt, meaningChangedAt }
}

/** A time on record; what was recorded before there was such a thing has none. */
export const timeOf = (recordedTime: string | null | undefined): Date | null =>
  recordedTime ? new Date(recordedTime) : null

export type RecordedTag = ReturnType<typeof recorded>

function liveParent(tree: readonly { id: string }[], parentId: string | null): string | null {
  if (parentId !== null && !tree.some((tag) => tag.id === parentId))
    throw new AppError('invalid', say('refusals.codebook.noParent'), {
      errors: [fault('parentId', say('faults.noSuchTag'))],
    })
  return parentId
}

async function required(tx: Transaction, member: Member, id: string): Promise<Tag> {
  const row = await getTag(tx, member, id)
  if (!row) throw notFound('tag')
  return row
}
