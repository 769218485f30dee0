import { createHash } from 'node:crypto'
import { withDescendants, type Branch } from '@/lib/domain/codebook/tree'
import type { Transaction } from '../database/client'

/** Tags of which it is counted how many passages carry one of them. */
export interface CountedSet {
  id: string
  tagIds: readonly string[]
}

/** The set that every passage belongs to, tagged or not. */
export const everyPassage: CountedSet = { id: '00000000-0000-0000-0000-000000000000', tagIds: [] }

/** The set of these tags, at least one, in whatever order they are given: its id follows from them. */
export function setOf(tagIds: readonly string[]): CountedSet {
  const sorted = [...new Set(tagIds)].sort()
  const hash = createHash('sha256').update(sorted.join()).digest('hex')
  return {
    id: [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-'),
    tagIds: sorted,
  }
}

/**
 * The sets of which a project keeps counts: every passage, each tag by itself, each tag with those below it, and each theme. They are those of the whole
 * codebook, which is what everybody sees where no round is blind; elsewhere counts are not kept.
 */
export async function wantedSets(db: Transaction, projectId: string): Promise<CountedSet[]> {
  const tree = await wholeTree(db, projectId)
  const known = new Set(tree.map(({ id }) => id))
  const parents = new Set(tree.map(({ parentId }) => parentId))
  const themed = await db.themeTag.findMany({
    where: { projectId, theme: { deletedAt: null }, tag: { deletedAt: null } },
    select: { themeId: true, tagId: true },
  })
  const themes = new Map<string, string[]>()
  for (const { themeId, tagId } of themed) themes.set(themeId, [...(themes.get(themeId) ?? []), tagId])
  const lists = [
    ...tree.map(({ id }) => [id]),
    ...tree.filter(({ id }) => parents.has(id)).map(({ id }) => withDescendants(tree, [id])),
    ...[...themes.values()].map((tagIds) => withDescendants(tree, tagIds).filter((id) => known.has(id))),
  ].filter((list) => list.length > 0)
  return [everyPassage, ...new Map(lists.map(setOf).map((set) => [set.id, set])).values()]
}

function wholeTree(db: Transaction, projectId: string): Promise<Branch[]> {
  return db.tag.findMany({
    where: { projectId, deletedAt: null },
    select: { id: true, parentId: true, name: true, position: true },
  })
}
