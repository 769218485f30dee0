import type { Database, Transaction } from '@/lib/data/client'
import { appendEvents } from '@/lib/data/events'
import { newId } from '@/lib/data/ids'
import { getTag, reorderSiblings, tagTree } from '@/lib/data/tags'
import { uniqueViolation } from '@/lib/data/violations'
import { nextColour } from '@/lib/domain/codebook/colours'
import { childrenOf, placed, wouldCycle } from '@/lib/domain/codebook/tree'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, notFound } from '@/lib/errors'
import type { Tag, TagChange, TagCreate } from '@/lib/schemas/tag'
import { authorise } from './authorise'
import type { Created } from './projects'
import { staleVersion } from './stale-version'

/** Adds a tag as the last child of its parent. */
export async function createTag(db: Database, member: Member, input: TagCreate): Promise<Created<Tag>> {
  authorise(member, 'codebook.write')
  const id = input.id ?? newId()
  return refusingTwins(input.name, () =>
    db.$transaction(async (tx) => {
      const existing = await getTag(tx, member, id)
      if (existing) return { row: existing, created: false }
      const tree = await lockTree(tx, member)
      const parentId = liveParent(tree, input.parentId ?? null)
      await tx.tag.create({
        data: {
          projectId: member.projectId,
          id,
          parentId,
          name: input.name,
          colour: input.colour ?? nextColour(tree.map((tag) => tag.colour)),
          definition: input.definition ?? '',
          useWhen: input.useWhen ?? '',
          avoidWhen: input.avoidWhen ?? '',
          position: (childrenOf(tree).get(parentId) ?? []).length,
          createdById: member.userId,
        },
        select: { id: true },
      })
      if (input.position !== undefined) {
        const siblings = (childrenOf(tree).get(parentId) ?? []).map((tag) => tag.id)
        await reorderSiblings(tx, member, placed(siblings, id, input.position))
      }
      const row = await getTag(tx, member, id)
      if (!row) throw notFound('tag')
      await appendEvents(tx, member, [{ type: 'tag.created', subjectId: id, after: recorded(row) }])
      return { row, created: true }
    }),
  )
}

/** Renames, recolours, describes, archives or moves a tag. A move renumbers the new siblings and nothing else. */
export async function changeTag(db: Database, member: Member, id: string, change: TagChange): Promise<Tag> {
  authorise(member, 'codebook.write')
  return refusingTwins(change.name ?? 'this name', () =>
    db.$transaction(async (tx) => {
      const tree = await lockTree(tx, member)
      const before = await getTag(tx, member, id)
      if (!before) throw notFound('tag')
      const parentId = change.parentId === undefined ? before.parentId : liveParent(tree, change.parentId)
      if (wouldCycle(tree, id, parentId)) throw new AppError('invalid', 'A tag cannot stand below itself.', { errors: [{ path: 'parentId', message: 'This is the tag itself or one below it' }] })
      const { count } = await tx.tag.updateMany({
        where: { projectId: member.projectId, id, deletedAt: null, version: change.version ?? before.version },
        data: {
          parentId,
          ...(change.name !== undefined && { name: change.name }),
          ...(change.colour !== undefined && { colour: change.colour }),
          ...(change.definition !== undefined && { definition: change.definition }),
          ...(change.useWhen !== undefined && { useWhen: change.useWhen }),
          ...(change.avoidWhen !== undefined && { avoidWhen: change.avoidWhen }),
          ...(change.archived !== undefined && { archivedAt: change.archived ? (before.archivedAt ?? new Date()) : null }),
          version: { increment: 1 },
          updatedAt: new Date(),
        },
      })
      if (count === 0) throw staleVersion(before, 'tag')
      if (parentId !== before.parentId || change.position !== undefined) {
        const siblings = (childrenOf(tree).get(parentId) ?? []).map((tag) => tag.id)
        await reorderSiblings(tx, member, placed(siblings, id, change.position ?? siblings.length))
      }
      const after = await getTag(tx, member, id)
      if (!after) throw notFound('tag')
      await appendEvents(tx, member, [{ type: 'tag.changed', subjectId: id, before: recorded(before), after: recorded(after) }])
      return after
    }),
  )
}

/** Moves a tag without children to the bin. The annotations keep it for the day it is restored, but no longer show it. */
export async function deleteTag(db: Database, member: Member, id: string, version: number | undefined): Promise<void> {
  authorise(member, 'codebook.write')
  await db.$transaction(async (tx) => {
    const tree = await lockTree(tx, member)
    const before = await getTag(tx, member, id)
    if (!before) throw notFound('tag')
    if (childrenOf(tree).has(id)) throw new AppError('in-use', 'This tag has tags below it. Move or delete those first.')
    const { count } = await tx.tag.updateMany({
      where: { projectId: member.projectId, id, deletedAt: null, version: version ?? before.version },
      data: { deletedAt: new Date(), version: { increment: 1 } },
    })
    if (count === 0) throw staleVersion(before, 'tag')
    await appendEvents(tx, member, [{ type: 'tag.deleted', subjectId: id, before: recorded(before) }])
  })
}

/** The tree, locked against other changes of it: order, names and ancestry are rules about several rows at once. */
export async function lockTree(tx: Transaction, member: Member) {
  await tx.$queryRaw`SELECT 1 FROM "Project" WHERE id = ${member.projectId}::uuid FOR NO KEY UPDATE`
  return tagTree(tx, member)
}

function liveParent(tree: { id: string }[], parentId: string | null): string | null {
  if (parentId !== null && !tree.some((tag) => tag.id === parentId))
    throw new AppError('invalid', 'There is no such tag to put this one under.', { errors: [{ path: 'parentId', message: 'No such tag' }] })
  return parentId
}

async function refusingTwins<T>(name: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (uniqueViolation(error) === 'Tag_sibling_name')
      throw new AppError('already-exists', `There is a tag called “${name}” in this place already. Choose another name, or merge the two.`, { errors: [{ path: 'name', message: 'Taken in this place' }] })
    throw error
  }
}

/** A tag as the history keeps it: counts are the viewer's own and no part of it. */
export function recorded(tag: Tag) {
  const { annotationCount: _, totalCount: _t, createdAt: _c, updatedAt: _u, path: _p, ...kept } = tag
  return kept
}
