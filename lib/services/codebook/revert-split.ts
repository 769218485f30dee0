import { countVisible } from '@/lib/data/annotations/list'
import type { Transaction } from '@/lib/data/database/client'
import type { RecordedEvent } from '@/lib/data/history/events'
import { movePostingsBack, tagsInUse } from '@/lib/data/codebook/split-postings'
import { binTags, lockTags, reorderSiblings, setMeaningChanged } from '@/lib/data/codebook/tag-writes'
import { getTag, tagTree } from '@/lib/data/codebook/tags'
import type { Member } from '@/lib/domain/access/viewer'
import { cannotRevert } from '@/lib/services/history/cannot-revert'
import type { Reverted } from '@/lib/services/history/reverting'
import type { SplitUndo } from './split-tag'
import { recorded, siblingIds, timeOf, type RecordedTag } from './tags'
import { say } from '@/lib/i18n/say'

/**
 * Puts a split tag together again: the passages that the split moved and that are still where it put them get their tag back, and the new tags go to the
 * bin. One that carries other passages by now, or has tags below it, stays: that is later work.
 */
export async function revertSplit(tx: Transaction, member: Member, event: RecordedEvent, now: Date): Promise<Reverted> {
  const before = event.before as RecordedTag
  const { tagIds, moved, meaningAt } = event.undo as SplitUndo
  await lockTags(tx, member, tagIds)
  const tag = await getTag(tx, member, before.id)
  if (!tag) throw cannotRevert(say('refusals.revert.binned', { name: before.name }))
  const returned = await countVisible(tx, member, await movePostingsBack(tx, member, tag.id, moved, event.createdAt))
  if (meaningAt !== undefined && tag.meaningChangedAt === meaningAt)
    await setMeaningChanged(tx, member, tag.id, timeOf(before.meaningChangedAt))
  const tree = await tagTree(tx, member)
  const kept = await tagsInUse(tx, member, tagIds)
  const gone = tree.filter((other) => tagIds.includes(other.id) && !kept.has(other.id))
  await binTags(
    tx,
    member,
    gone.map((other) => other.id),
    now,
  )
  for (const parentId of new Set(gone.map((other) => other.parentId)))
    await reorderSiblings(
      tx,
      member,
      siblingIds(tree, parentId).filter((id) => !gone.some((other) => other.id === id)),
    )
  const names = (wanted: (id: string) => boolean) =>
    tree.filter((other) => tagIds.includes(other.id) && wanted(other.id)).map((other) => other.name)
  const [binned, staying] = [names((id) => !kept.has(id)), names((id) => kept.has(id))]
  return {
    event: {
      type: 'tag.unsplit',
      subjectId: tag.id,
      before: { names: binned },
      after: { ...recorded(tag), kept: staying },
    },
    effects: [
      ...(returned > 0 ? [say('effects.carryAgain', { count: returned, name: tag.name })] : []),
      ...(binned.length > 0 ? [say('effects.namedToBin', { count: binned.length, names: binned })] : []),
    ],
    ...(staying.length > 0 && {
      keeps: [
        {
          reason: 'in-use',
          said: say('effects.kept.inUse', { names: staying }),
          count: staying.length,
          ids: [...kept],
        },
      ],
    }),
  }
}
