import type { Transaction } from '@/lib/data/database/client'
import { wordsIn, type EventReader, type Makings, type RecordedEvent } from '@/lib/domain/history/shown-event'

const isId = (word: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(word)

/**
 * Which of the tags and proposals that these events name somebody made while coding blind, for `shownEvent`. Each name is looked up, so that it costs what the
 * events name and never what a round hides. Nothing, and nothing asked, where every one of `readers` may know of all.
 */
export async function makingsNamed(
  db: Transaction,
  projectId: string,
  readers: readonly EventReader[],
  events: readonly RecordedEvent[],
): Promise<Makings> {
  if (readers.every(({ veil }) => veil.makings.size === 0)) return new Map()
  const words = events.flatMap(({ subjectId, before, after }) => [...wordsIn([subjectId, before, after])])
  const ids = [...new Set(words.filter(isId))]
  if (ids.length === 0) return new Map()
  const rows = await db.$queryRaw<{ id: string; roundId: string; makerId: string }[]>`
    SELECT made.id, made."roundId", made."makerId" FROM unnest(${ids}::uuid[]) AS named(id) CROSS JOIN LATERAL (
      (SELECT t.id, t."blindRoundId" AS "roundId", t."createdById" AS "makerId" FROM "Tag" t WHERE t."projectId" = ${projectId}::uuid AND t.id = named.id AND t."blindRoundId" IS NOT NULL OFFSET 0)
      UNION ALL
      (SELECT q.id, q."blindRoundId", q."proposedById" FROM "Proposal" q WHERE q."projectId" = ${projectId}::uuid AND q.id = named.id AND q."blindRoundId" IS NOT NULL OFFSET 0)) made`
  return new Map(rows.map(({ id, ...making }) => [id, making]))
}
