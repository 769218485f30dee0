import type { Transaction } from '@/lib/data/database/client'
import { beginnings } from '@/lib/data/annotations/beginnings'
import { eventsBefore, type HistoryQuery } from '@/lib/data/history/events'
import { eventsOnRecord, codebookVersionsAt } from '@/lib/data/history/history-facts'
import type { Member } from '@/lib/domain/access/viewer'
import type { ShownEvent } from '@/lib/domain/history/shown-event'
import { keepsNoWords } from '@/lib/domain/history/tell-event'
import type { EventStanding } from '@/lib/schemas/history'
import { whyNotRevertible } from './why-not-revertible'

export type HistoryEvent = ShownEvent & EventStanding

/**
 * The history read back, each event with the codebook's version then and whether this member can revert it, or why not; where it is about a passage and keeps no
 * words of it, with how that begins for this member now.
 */
export async function readHistory(
  db: Transaction,
  member: Member,
  query: HistoryQuery,
): Promise<{ items: HistoryEvent[]; more: boolean }> {
  const { items, more } = await eventsBefore(db, member, query)
  const numbers = items.map((event) => event.seq)
  const [facts, versions] = [await eventsOnRecord(db, member, items), await codebookVersionsAt(db, member, numbers)]
  const words = await beginnings(
    db,
    member,
    items.filter(keepsNoWords).map(({ subjectId }) => subjectId),
  )
  return {
    more,
    items: items.map((event) => {
      const { ownerId = null, isReverted = false } = facts.get(event.seq) ?? {}
      const refused = whyNotRevertible(member, { type: event.type, actorId: event.actor.id, ownerId, isReverted })
      return {
        ...event,
        passage: keepsNoWords(event) ? (words.get(event.subjectId) ?? null) : null,
        codebookVersion: versions.get(event.seq) ?? 0,
        revert: {
          isPossible: refused === null,
          reason: refused?.detail ?? null,
          ...(refused && { said: refused.said }),
        },
      }
    }),
  }
}
