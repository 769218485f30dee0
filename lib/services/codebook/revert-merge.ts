import { countVisible } from '@/lib/data/annotations/list'
import { moveLinks } from '@/lib/data/links/link-writes'
import { moveExamples } from '@/lib/data/codebook/examples'
import type { Transaction } from '@/lib/data/database/client'
import type { RecordedEvent } from '@/lib/data/history/events'
import {
  binnedTag,
  dropThemePlaces,
  hangHidden,
  hangTags,
  reorderSiblings,
  setMeaningChanged,
  stillBelow,
  untag,
} from '@/lib/data/codebook/tag-writes'
import { getTagWords, tagTree } from '@/lib/data/codebook/tags'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError } from '@/lib/errors'
import { cannotRevert } from '@/lib/services/history/cannot-revert'
import { mergeWithin, type MergeUndo } from './merge-tags'
import type { Reverted } from '@/lib/services/history/reverting'
import { recorded, siblingIds, timeOf, type RecordedTag } from './tags'
import { restoreTag } from './revert-tags'
import { say } from '@/lib/i18n/say'

/**
 * Takes two merged tags apart again: the tag comes back to its place with the children it had, and to exactly the postings the merge moved or dropped
 * that are still as the merge left them. What people tagged, untagged or moved since stays as they made it.
 */
export async function revertMerge(tx: Transaction, member: Member, event: RecordedEvent, now: Date): Promise<Reverted> {
  const before = event.before as RecordedTag
  const undo = event.undo as MergeUndo
  const binned = await binnedTag(tx, member, before.id)
  if (binned?.mergedIntoId !== undo.intoId)
    throw cannotRevert(say('refusals.revert.notWhereMerged', { name: before.name }))
  const into = await getTagWords(tx, member, undo.intoId)
  if (!into) throw cannotRevert(say('refusals.revert.intoBinned'))
  const tree = await tagTree(tx, member)
  const children = undo.children.filter((id) => tree.some((other) => other.id === id && other.parentId === undo.intoId))
  // The children go first, for one of them may stand where the tag itself belongs, under its name.
  await hangTags(tx, member, children, before.id, now)
  await hangHidden(tx, member, await stillBelow(tx, member, undo.hidden ?? [], undo.intoId), before.id)
  const tag = await restoreTag(tx, member, before, tree, now, children)
  await reorderSiblings(tx, member, children)
  await reorderSiblings(tx, member, siblingIds(await tagTree(tx, member), undo.intoId))
  const back = await untag(tx, member, tag.id, undo.intoId, undo, event.createdAt, now)
  // Who had to look again at the tag that stayed is as before, unless something else has changed what it means since.
  if (undo.meaningAt !== undefined && into.meaningChangedAt === undo.meaningAt)
    await setMeaningChanged(tx, member, into.id, timeOf((event.after as { into: RecordedTag }).into.meaningChangedAt))
  await dropThemePlaces(tx, member, undo.intoId, undo.themeIds)
  await moveExamples(tx, member, undo.intoId, tag.id, undo.examples ?? [])
  await moveLinks(tx, member, undo.intoId, tag.id, undo.links ?? [])
  const given = await countVisible(tx, member, back)
  const all = [...undo.moved, ...undo.dropped.map((posting) => posting.annotationId)]
  const concerned = back.length === all.length ? given : await countVisible(tx, member, all)
  return {
    event: {
      type: 'tag.unmerged',
      subjectId: tag.id,
      before: { into: recorded(into) },
      after: recorded(tag),
      undo: { intoId: undo.intoId },
    },
    effects: [
      say('effects.tagBackInPlace', { name: tag.name, below: children.length }),
      ...(given > 0
        ? [
            undo.moved.length > 0
              ? say('effects.carryInstead', { count: given, name: tag.name, other: into.name })
              : say('effects.carryAgain', { count: given, name: tag.name }),
          ]
        : []),
    ],
    ...(given < concerned && {
      keeps: [
        {
          reason: 'changed-since',
          said: say('effects.kept.tagsChanged'),
          count: concerned - given,
          ids: [],
        },
      ],
    }),
  }
}

/** Merges once more what was taken apart. */
export async function redoMerge(tx: Transaction, member: Member, event: RecordedEvent, now: Date): Promise<Reverted> {
  const { intoId } = event.undo as { intoId: string }
  const [tag, into] = [await getTagWords(tx, member, event.subjectId), await getTagWords(tx, member, intoId)]
  if (!tag || !into) throw cannotRevert(say('refusals.revert.oneOfTwoBinned'))
  try {
    const { event: merge, merged } = await mergeWithin(tx, member, tag.id, into.id, now)
    const count = merged.retagged + merged.alreadyThere
    return {
      event: merge,
      effects: [say('effects.mergedAgain', { name: tag.name, into: into.name, count })],
    }
  } catch (error) {
    if (error instanceof AppError) throw cannotRevert(error.said)
    throw error
  }
}
