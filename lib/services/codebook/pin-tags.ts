import type { Database } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { countUsableTags } from '@/lib/data/codebook/tags'
import { setPinnedTags } from '@/lib/data/projects/project-writes'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault } from '@/lib/errors'
import { say } from '@/lib/i18n/say'

/** Makes `tagIds` the tags that answer to the digits in this person's picker, in that order. Anybody may: it changes nothing for others. */
export async function pinTags(db: Database, member: Member, tagIds: string[]): Promise<string[]> {
  await db.$transaction(async (tx) => {
    if ((await countUsableTags(tx, member, tagIds)) < tagIds.length) {
      throw new AppError('invalid', say('refusals.tagGoneOrArchived'), {
        errors: [fault('pinnedTagIds', say('faults.noSuchTagOrArchived'))],
      })
    }
    await setPinnedTags(tx, member, tagIds)
    await appendEvents(tx, member, [
      {
        type: 'member.pinned',
        subjectId: member.userId,
        ownerId: member.userId,
        shared: false,
        after: { pinnedTagIds: tagIds },
      },
    ])
  })
  return tagIds
}
