import type { Database } from '@/lib/data/database/client'
import { readWholeLater } from '@/lib/data/projects/archive/read-whole-later'
import { tagLimits } from '@/lib/domain/codebook/import-lines'
import { say } from '@/lib/i18n/say'
import { mostTags } from '@/lib/services/codebook/room-for-tags'
import { mostSavedQueries } from '@/lib/services/retrieval/saved-queries'
import { refused } from './open-archive'

/**
 * Refuses a project that came in with more than it could ever have been given here: codebook and kept queries are read whole, and each tag is shown with the names
 * of all above it, of which a file of a megabyte can say billions.
 */
export async function demandBounded(db: Database, projectId: string): Promise<void> {
  const { tags, queries } = await readWholeLater(db, projectId, mostTags + 1)
  const parents = new Map(tags.map(({ id, parentId }) => [id, parentId]))
  const isTooDeep = (id: string) => {
    let levels = 0
    for (let at: string | null = id; at !== null && parents.has(at); at = parents.get(at) ?? null)
      if (++levels > tagLimits.depth) return true
    return false
  }
  if (tags.length > mostTags || queries > mostSavedQueries || tags.some(({ id }) => isTooDeep(id)))
    throw refused(
      say('refusals.archive.holdsTooMuch', { tags: mostTags, levels: tagLimits.depth, queries: mostSavedQueries }),
    )
}
