import type { Member } from '@/lib/domain/access/viewer'
import { comparedCoders } from '@/lib/domain/rounds/compared-coders'
import { isWorkSeen } from '@/lib/domain/rounds/veil'
import { codedPlaces } from '../annotations/coded-places'
import type { Transaction } from '../database/client'
import { loadVeil } from './load-veil'

/**
 * Question: in which rounds, of all or of these, is there something to compare, as far as the member sees it? In one with a document that two of its coders
 * coded and where one of them marked something; whose work another round hides from the member is none of them. The newest comes first.
 */
export async function comparableRoundIds(
  db: Transaction,
  member: Member,
  roundIds?: readonly string[],
): Promise<string[]> {
  const rounds = await db.round.findMany({
    where: { projectId: member.projectId, deletedAt: null, ...(roundIds && { id: { in: [...roundIds] } }) },
    select: {
      id: true,
      visibility: true,
      openedAt: true,
      closedAt: true,
      tasks: { select: { documentId: true, coderId: true, submittedAt: true } },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  const places = await codedPlaces(db, member, roundIds && { roundIds })
  const reader = { userId: member.userId, veil: await loadVeil(db, member) }
  const coded = new Map<string, Set<string>>()
  for (const { roundId, documentId, coderId } of places)
    coded.set(`${roundId}/${documentId}`, (coded.get(`${roundId}/${documentId}`) ?? new Set()).add(coderId))
  return rounds.flatMap(({ id, tasks, ...round }) => {
    const byDocument = new Map<string, typeof tasks>()
    for (const task of tasks) byDocument.set(task.documentId, [...(byDocument.get(task.documentId) ?? []), task])
    const isComparable = [...byDocument].some(([documentId, ofDocument]) => {
      const workers = coded.get(`${id}/${documentId}`)
      if (!workers) return false
      const coders = comparedCoders(round, ofDocument, member.userId, (coderId) => workers.has(coderId))
      return coders.filter((ownerId) => isWorkSeen(reader, { documentId, roundId: id, ownerId })).length > 1
    })
    return isComparable ? [id] : []
  })
}
