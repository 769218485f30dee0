import type { Transaction } from '@/lib/data/client'
import type { RecordedAct } from '@/lib/data/events'
import { binnedTag, dropThemePlaces, hangTags, reorderSiblings, untag } from '@/lib/data/tag-writes'
import { getTag, tagTree } from '@/lib/data/tags'
import type { Member } from '@/lib/domain/access/viewer'
import { authorise } from './authorise'
import { cannotRevert } from './cannot-revert'
import type { MergeUndo } from './merge-tags'
import type { Reversal } from './reverting'
import { recorded, siblingIds, type RecordedTag } from './tags'
import { restoreTag } from './undo-tags'

/**
 * Takes two merged tags apart again: the tag comes back to its place with the children it had, and to exactly the postings the merge moved or dropped
 * that are still as the merge left them. What people tagged, untagged or moved since stays as they made it.
 */
export async function undoMerge(tx: Transaction, member: Member, act: RecordedAct): Promise<Reversal> {
  authorise(member, 'codebook.write')
  const before = act.before as RecordedTag
  const undo = act.undo as MergeUndo
  const binned = await binnedTag(tx, member, before.id)
  if (binned?.mergedIntoId !== undo.intoId) throw cannotRevert(`“${before.name}” is not where this merge left it.`)
  const into = await getTag(tx, member, undo.intoId)
  if (!into) throw cannotRevert('The tag it was merged into is in the bin by now. Bring that back first.')
  const tree = await tagTree(tx, member)
  const children = undo.children.filter((id) => tree.some((other) => other.id === id && other.parentId === undo.intoId))
  // The children go first, for one of them may stand where the tag itself belongs, under its name.
  await hangTags(tx, member, children, before.id)
  const tag = await restoreTag(tx, member, before, tree, children)
  await reorderSiblings(tx, member, children)
  await reorderSiblings(tx, member, siblingIds(await tagTree(tx, member), undo.intoId))
  const given = await untag(tx, member, tag.id, undo.intoId, undo, act.createdAt)
  await dropThemePlaces(tx, member, undo.intoId, undo.themeIds)
  const concerned = undo.moved.length + undo.dropped.length
  return {
    act: { type: 'tag.unmerged', subjectId: tag.id, before: { into: recorded(into) }, after: recorded(tag), undo: { intoId: undo.intoId } },
    effects: [
      `The tag “${tag.name}” comes back to its place${children.length > 0 ? `, with ${children.length === 1 ? 'the tag' : `the ${children.length} tags`} below it` : ''}`,
      ...(given > 0 ? [`${given === 1 ? 'One passage carries' : `${given} passages carry`} “${tag.name}” again${undo.moved.length > 0 ? ` and not “${into.name}”` : ''}`] : []),
    ],
    ...(given < concerned && { keeps: [{ reason: 'changed-since', detail: 'Their tags were changed since, or they were deleted for good, and stay as they are.', count: concerned - given, ids: [] }] }),
  }
}
