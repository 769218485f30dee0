import type { Database } from '@/lib/data/client'
import { appendEvents } from '@/lib/data/events'
import { countMerge, getTag, reorderSiblings, retag } from '@/lib/data/tags'
import { childrenOf, withDescendants } from '@/lib/domain/codebook/tree'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, notFound } from '@/lib/errors'
import type { Tag } from '@/lib/schemas/tag'
import { authorise } from './authorise'
import { staleVersion } from './stale-version'
import { lockTree, recorded } from './tags'

export interface TagMerge {
  into: Tag
  retagged: number
  alreadyThere: number
  movedChildren: number
  clashes: string[]
}

/** What a merge would do, for the preview. Counts every annotation, also private ones of others: the numbers name nobody. */
export async function previewMerge(db: Database, member: Member, id: string, intoId: string): Promise<TagMerge> {
  authorise(member, 'codebook.write')
  const tree = await db.$transaction((tx) => lockTree(tx, member))
  const into = await getTag(db, member, intoId)
  if (!into || !tree.some((tag) => tag.id === id)) throw notFound('tag')
  demandDistinct(tree, id, intoId)
  return { into, ...(await countMerge(db, member, id, intoId)), movedChildren: (childrenOf(tree).get(id) ?? []).length, clashes: clashesBelow(tree, id, intoId) }
}

/** Puts everything tagged `id` under `intoId`, hangs its children there, and moves `id` to the bin. The event lists what moved, so that it can be taken back exactly. */
export async function mergeTags(db: Database, member: Member, id: string, intoId: string, version: number | undefined): Promise<TagMerge> {
  authorise(member, 'codebook.write')
  return db.$transaction(
    async (tx) => {
      const tree = await lockTree(tx, member)
      const [before, target] = [await getTag(tx, member, id), await getTag(tx, member, intoId)]
      if (!before || !target) throw notFound('tag')
      demandDistinct(tree, id, intoId)
      if (version !== undefined && version !== before.version) throw staleVersion(before, 'tag')
      const clashes = clashesBelow(tree, id, intoId)
      if (clashes.length > 0) throw clashing(clashes)
      const { moved, dropped } = await retag(tx, member, id, intoId)
      const children = (childrenOf(tree).get(id) ?? []).map((tag) => tag.id)
      const already = (childrenOf(tree).get(intoId) ?? []).map((tag) => tag.id)
      await tx.tag.updateMany({ where: { projectId: member.projectId, id: { in: children } }, data: { parentId: intoId } })
      await reorderSiblings(tx, member, [...already, ...children])
      const themes = await tx.themeTag.findMany({ where: { projectId: member.projectId, tagId: id }, select: { themeId: true } })
      await tx.themeTag.createMany({ data: themes.map(({ themeId }) => ({ projectId: member.projectId, themeId, tagId: intoId })), skipDuplicates: true })
      await tx.tag.updateMany({ where: { projectId: member.projectId, id }, data: { deletedAt: new Date(), mergedIntoId: intoId, version: { increment: 1 } } })
      await appendEvents(tx, member, [
        { type: 'tag.merged', subjectId: id, before: { tag: recorded(before), children, themes: themes.map((row) => row.themeId) }, after: { intoId, moved, dropped } },
      ])
      const into = await getTag(tx, member, intoId)
      if (!into) throw notFound('tag')
      return { into, retagged: moved.length, alreadyThere: dropped.length, movedChildren: children.length, clashes: [] }
    },
    { timeout: 60_000 },
  )
}

function demandDistinct(tree: Parameters<typeof withDescendants>[0], id: string, intoId: string): void {
  if (id === intoId) throw new AppError('invalid', 'A tag cannot be merged into itself.', { errors: [{ path: 'intoId', message: 'This is the same tag' }] })
  if (withDescendants(tree, [id]).includes(intoId))
    throw new AppError('invalid', 'The tag to merge into stands below the one that would vanish. Merge the other way round, or move it first.', { errors: [{ path: 'intoId', message: 'This tag stands below the one to merge' }] })
}

/** The names that stand below both tags, as the index on sibling names compares them. */
function clashesBelow(tree: Awaited<ReturnType<typeof lockTree>>, id: string, intoId: string): string[] {
  const children = childrenOf(tree)
  const taken = new Set((children.get(intoId) ?? []).map((tag) => tag.name.toLowerCase()))
  return (children.get(id) ?? []).filter((tag) => taken.has(tag.name.toLowerCase())).map((tag) => tag.name)
}

/** Such children are not merged along: each has guidance of its own, and which of the two counts is for the researchers to say. */
function clashing(names: string[]): AppError {
  const list = names.map((name) => `“${name}”`).join(', ')
  return new AppError('already-exists', `Both tags have a tag of the same name below them: ${list}. Rename or merge those first; their guidance may differ, so it is not chosen for you.`, { reason: 'same-name-below' })
}
