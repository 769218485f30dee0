import { Prisma } from '@/generated/prisma/client'
import type { Transaction } from '../database/client'
import { everyPassage } from './counted-sets'
import { readKeptCounts } from './kept-counts'
import { amongOverlays, type OverlayReader } from './overlays'
import { visibleCoding } from './visibility'

type By = 'projectId' | 'documentId' | 'authorId'

/** How many of the coders' passages exist for this reader in each of these projects, documents, or by each of these authors. Those with none may be left out. */
export async function countCodings(
  db: Transaction,
  reader: OverlayReader,
  by: By,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  if (reader.blindRoundIds.length > 0) return countedAnew(db, reader, by, ids)
  const projectIds = reader.projectId === undefined ? ids : [reader.projectId]
  const rows = await readKeptCounts(db, reader, {
    projectIds,
    sets: [everyPassage],
    layer: 'coder',
    per: by === 'projectId' ? 'set' : by === 'documentId' ? 'document' : 'author',
    ...(by !== 'projectId' && { keyIds: ids }),
  })
  const kept = new Set(rows.map(({ projectId }) => projectId))
  const counts = new Map(
    rows.flatMap(({ projectId, keyId, count }) => {
      const id = by === 'projectId' ? projectId : keyId
      return id === null ? [] : [[id, count] as const]
    }),
  )
  const missing = by === 'projectId' ? ids.filter((id) => !kept.has(id)) : kept.size === 0 ? ids : []
  for (const [id, count] of await countedAnew(db, reader, by, missing)) counts.set(id, count)
  return counts
}

async function countedAnew(
  db: Transaction,
  reader: OverlayReader,
  by: By,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const column = Prisma.raw(`a."${by}"`)
  const seen = await amongOverlays(db, reader, {
    layer: 'coder',
    ...(by === 'documentId' && { documentIds: ids }),
    ...(by === 'authorId' && { authorIds: ids }),
  })
  const inProject =
    reader.projectId === undefined ? Prisma.empty : Prisma.sql`AND a."projectId" = ${reader.projectId}::uuid`
  const rows = await db.$queryRaw<{ id: string; count: number }[]>`
    SELECT ${column} AS id, count(*)::int AS count FROM "Annotation" a WHERE ${column} = ANY(${ids}::uuid[]) ${inProject} AND ${visibleCoding(reader)}${seen} GROUP BY 1`
  return new Map(rows.map(({ id, count }) => [id, count]))
}
