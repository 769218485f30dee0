import type { Member } from '@/lib/domain/access/viewer'
import type { AnnotationFilter } from '@/lib/schemas/annotation'
import type { Transaction } from '../database/client'
import { everyPassage, setOf } from './counted-sets'
import { readKeptCounts } from './kept-counts'

/** What a filter may say for its total to be known from kept counts; anything else in it is asked of the rows. */
const known = ['tagIds', 'exact', 'themeId', 'underTagId', 'authorIds', 'documentIds', 'layer', 'timeZone']

/**
 * How many passages the member sees under a filter of tags, a theme, authors, documents and a layer, from kept counts; null where they do not tell it. `tagIds`
 * are those that the filter selects, null where any will do. With `eachTag` a passage counts once for each of them that it carries.
 */
export async function keptTotal(
  db: Transaction,
  member: Member,
  filter: AnnotationFilter,
  tagIds: readonly string[] | null,
  { eachTag = false } = {},
): Promise<number | null> {
  const { authorIds, documentIds, layer } = filter
  const said = Object.entries(filter).filter(([, value]) => value !== undefined)
  if (member.blindRoundIds.length > 0 || said.some(([key]) => !known.includes(key))) return null
  if ((authorIds && documentIds) || tagIds?.length === 0 || (eachTag && tagIds === null)) return null
  const sets = tagIds === null ? [everyPassage] : eachTag ? tagIds.map((id) => setOf([id])) : [setOf(tagIds)]
  const rows = await readKeptCounts(db, member, {
    projectIds: [member.projectId],
    sets,
    per: documentIds ? 'document' : 'set',
    keyIds: documentIds ?? authorIds,
    layer,
  })
  const kept = new Set(rows.map(({ setId }) => setId))
  return sets.every(({ id }) => kept.has(id)) ? rows.reduce((sum, { count }) => sum + count, 0) : null
}
