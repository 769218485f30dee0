import type { Database } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { visibleTagWhere } from '@/lib/data/rounds/hidden-tags'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError } from '@/lib/errors'

/** Makes `tagIds` the tags that answer to the digits in this person's picker, in that order. Anybody may: it changes nothing for others. */
export async function pinTags(db: Database, member: Member, tagIds: string[]): Promise<string[]> {
  await db.$transaction(async (tx) => {
    const usable = await tx.tag.count({
      where: {
        projectId: member.projectId,
        id: { in: tagIds },
        deletedAt: null,
        archivedAt: null,
        ...(await visibleTagWhere(tx, member)),
      },
    })
    if (usable < tagIds.length) {
      throw new AppError('invalid', 'One of the tags does not exist any more or is archived. Choose another.', {
        errors: [{ path: 'pinnedTagIds', message: 'No such tag, or it is archived' }],
      })
    }
    await tx.membership.updateMany({
      where: { projectId: member.projectId, userId: member.userId },
      data: { pinnedTagIds: tagIds },
    })
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
