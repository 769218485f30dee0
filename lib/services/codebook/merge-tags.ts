import { nameKey } from '@/lib/domain/codebook/name-key'
import type { Database, Transaction } from '@/lib/data/database/client'
import { appendEvents, type NewEvent } from '@/lib/data/history/events'
import {
  binTags,
  copyThemePlaces,
  lockTags,
  reorderSiblings,
  retag,
  setMeaningChanged,
  type DroppedPosting,
} from '@/lib/data/codebook/tag-writes'
import { moveLinks } from '@/lib/data/links/link-writes'
import { moveExamples } from '@/lib/data/codebook/examples'
import type { RetaggedWords } from '@/lib/data/review/retag-words'
import { countVisible } from '@/lib/data/annotations/list'
import { countMerge, getTag, getTagWords, keptOfBoth, type TagWords, type TreeTag } from '@/lib/data/codebook/tags'
import { childrenOf, withDescendants, type Branch } from '@/lib/domain/codebook/tree'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault, notFound } from '@/lib/errors'
import type { Tag } from '@/lib/schemas/tag'
import { authorise } from '@/lib/services/authorise'
import { demandSeenAsWidely } from './blind-tags'
import { staleVersion } from '@/lib/services/stale-version'
import { demandDepth } from './room-for-tags'
import { lockTree, recorded, siblingIds } from './tags'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

export interface TagMerge {
  into: Tag
  retagged: number
  alreadyThere: number
  movedChildren: number
  /** Names that stand below both. */
  clashes: string[]
}

/** What reverting a merge needs. It names annotations of everybody, so it is kept apart from what the history shows. */
export interface MergeUndo {
  intoId: string
  moved: string[]
  dropped: DroppedPosting[]
  /** What verdicts said; not in events from before verdicts shared passages. */
  said?: RetaggedWords[]
  /** The tags that hung below, in their order. */
  children: string[]
  /** Those that hung below and did not exist for whoever merged; not in events from before these went along. */
  hidden?: string[]
  /** The themes that got the other tag by the merge. */
  themeIds: string[]
  /** The passages that were examples of it; not in events from before there were examples. */
  examples?: string[]
  /** The links that led to it or from it; not in events from before there were links. */
  links?: string[]
  /** When the merge changed what the other tag means, where it says so. */
  meaningAt?: string
}

/** What a merge would do, for the preview. It counts what the member sees: a number too can betray what a colleague codes blind. */
export async function previewMerge(db: Database, member: Member, id: string, intoId: string): Promise<TagMerge> {
  authorise(member, 'codebook.write')
  const tree = await db.$transaction((tx) => lockTree(tx, member))
  const into = await getTag(db, member, intoId)
  if (!into || !tree.some((tag) => tag.id === id)) throw notFound('tag')
  demandMergeable(tree, id, into)
  demandTakenAlong(tree, id, intoId)
  return {
    into,
    ...(await countMerge(db, member, id, intoId)),
    movedChildren: siblingIds(tree, id).length,
    clashes: clashesBelow(tree, id, intoId),
  }
}

/** Puts everything tagged `id` under `intoId`, hangs its children there, and moves `id` to the bin. The event keeps what moved, so that it can be reverted exactly. */
export async function mergeTags(
  db: Database,
  member: Member,
  id: string,
  intoId: string,
  version: number | undefined,
  now: Date,
): Promise<TagMerge & { event: number | null }> {
  authorise(member, 'codebook.write')
  return db.$transaction(
    async (tx) => {
      const { event, merged, carriers } = await mergeWithin(tx, member, id, intoId, now, version)
      const [seq = null] = await appendEvents(tx, member, [event])
      const into = await getTag(tx, member, intoId, carriers)
      if (!into) throw notFound('tag')
      return { into, ...merged, clashes: [], event: seq }
    },
    { timeout: 60_000 },
  )
}

/** The merge itself, in a transaction that puts the event on record. `carriers` is how many passages carry the other tag then, where that is known. */
export async function mergeWithin(
  tx: Transaction,
  member: Member,
  id: string,
  intoId: string,
  now: Date,
  version?: number,
): Promise<{
  event: NewEvent
  merged: Pick<TagMerge, 'retagged' | 'alreadyThere' | 'movedChildren'>
  carriers: number | undefined
}> {
  const tree = await lockTree(tx, member)
  await lockTags(tx, member, [id])
  const [before, target] = [await getTagWords(tx, member, id), await getTagWords(tx, member, intoId)]
  if (!before || !target) throw notFound('tag')
  demandMergeable(tree, id, target)
  demandTakenAlong(tree, id, intoId)
  if (version !== undefined && version !== before.version) throw staleVersion(before, 'tag')
  const clashes = clashesBelow(tree, id, intoId)
  if (clashes.length > 0) throw clashing(clashes)
  const children = siblingIds(tree, id)
  for (const child of children) demandDepth(tree, child, intoId)
  const kept = await keptOfBoth(tx, member, id, intoId)
  const counts = kept ? null : await countMerge(tx, member, id, intoId)
  const postings = await retag(tx, member, id, intoId)
  const counted = counts ?? (await splitByDropped(tx, member, kept?.from ?? 0, postings.dropped))
  const examples = await moveExamples(tx, member, id, intoId)
  const links = await moveLinks(tx, member, id, intoId)
  const themeIds = await copyThemePlaces(tx, member, id, intoId)
  // What was made while coding blind is nobody’s business, and neither is that something was merged.
  const meaningAt = tree.find((tag) => tag.id === id)?.blindRoundId === null ? now : null
  if (meaningAt) await setMeaningChanged(tx, member, intoId, meaningAt)
  const below = (await binTags(tx, member, [id], now, { mergedIntoId: intoId })) ?? []
  const left = (parentId: string | null) => siblingIds(tree, parentId).filter((sibling) => sibling !== id)
  await reorderSiblings(tx, member, [...left(intoId), ...children])
  if (before.parentId !== intoId) await reorderSiblings(tx, member, left(before.parentId))
  const undo: MergeUndo = {
    intoId,
    ...postings,
    children,
    hidden: below.filter((child) => !children.includes(child)),
    themeIds,
    examples,
    links,
    ...(meaningAt && { meaningAt: meaningAt.toISOString() }),
  }
  return {
    event: { type: 'tag.merged', subjectId: id, before: recorded(before), after: { into: recorded(target) }, undo },
    merged: { ...counted, movedChildren: children.length },
    carriers: kept ? kept.into + counted.retagged : undefined,
  }
}

/** Of so many passages that carried a tag, how many got the other one instead and how many had it already: those whose posting was dropped, as far as the member sees them. */
async function splitByDropped(
  tx: Transaction,
  member: Member,
  carried: number,
  dropped: readonly DroppedPosting[],
): Promise<Pick<TagMerge, 'retagged' | 'alreadyThere'>> {
  const alreadyThere = await countVisible(
    tx,
    member,
    dropped.map(({ annotationId }) => annotationId),
    'coder',
  )
  return { retagged: carried - alreadyThere, alreadyThere }
}

function demandMergeable(tree: readonly Branch[], id: string, into: TagWords): void {
  const refuse = (said: Said, what: Said) => new AppError('invalid', said, { errors: [fault('intoId', what)] })
  if (id === into.id) throw refuse(say('refusals.codebook.intoItself'), say('faults.sameTag'))
  if (into.archivedAt !== null) throw refuse(say('refusals.codebook.intoArchived'), say('faults.archived'))
  if (withDescendants(tree, [id]).includes(into.id))
    throw refuse(say('refusals.codebook.intoBelow'), say('faults.belowOther'))
}

function demandTakenAlong(tree: readonly TreeTag[], id: string, intoId: string): void {
  const tag = tree.find((other) => other.id === id)
  if (tag)
    demandSeenAsWidely(
      tag,
      tree.find((other) => other.id === intoId),
      'intoId',
    )
}

/** The names that stand below both tags, compared as the index on sibling names does. */
function clashesBelow(tree: readonly Branch[], id: string, intoId: string): string[] {
  const children = childrenOf(tree)
  const taken = new Set((children.get(intoId) ?? []).filter((tag) => tag.id !== id).map((tag) => nameKey(tag.name)))
  return (children.get(id) ?? []).filter((tag) => taken.has(nameKey(tag.name))).map((tag) => tag.name)
}

/** Such children are not merged along: each has guidance of its own, and which of the two counts is for the researchers to say. */
function clashing(names: string[]): AppError {
  const list = names.map((name) => say('effects.quoted', { name }))
  return new AppError('already-exists', say('refusals.codebook.sameNameBelow', { names: list }), {
    reason: 'same-name-below',
  })
}
