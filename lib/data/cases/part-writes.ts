import type { Transaction } from '@/lib/data/database/client'
import type { Member } from '@/lib/domain/access/viewer'

/** What is put into a case: a whole document, or a passage of its current text. */
export interface NewPart {
  id: string
  documentId: string
  revisionId: string | null
  start: number | null
  end: number | null
  quote: string | null
}

/** The current revisions of live documents, held as they are until the transaction ends: a correction waits. */
export async function holdTexts(
  tx: Transaction,
  { projectId }: Member,
  documentIds: readonly string[],
): Promise<Map<string, { revisionId: string; title: string }>> {
  const rows = await tx.$queryRaw<{ id: string; revisionId: string; title: string }[]>`
    SELECT d.id, d."currentRevisionId" AS "revisionId", d.title FROM "Document" d
    WHERE d."projectId" = ${projectId}::uuid AND d.id = ANY(${documentIds}::uuid[]) AND d."deletedAt" IS NULL AND d."currentRevisionId" IS NOT NULL
    ORDER BY d.id FOR KEY SHARE`
  return new Map(rows.map(({ id, revisionId, title }) => [id, { revisionId, title }]))
}

/** Puts parts into a case that is held, but for those that it has; answers those that are new. */
export async function insertParts(
  tx: Transaction,
  member: Member,
  caseId: string,
  parts: readonly NewPart[],
  now: Date,
): Promise<NewPart[]> {
  const fresh = await without(tx, member, caseId, parts)
  await tx.casePart.createMany({
    data: fresh.map((part) => ({ projectId: member.projectId, caseId, ...part, createdAt: now })),
  })
  return fresh
}

/** How many parts a case has. */
export function countParts(tx: Transaction, { projectId }: Member, caseId: string): Promise<number> {
  return tx.casePart.count({ where: { projectId, caseId, removedAt: null } })
}

/** Parts of a case by their ids, of live documents: those that are `in` it, or that were taken `out`. */
export async function partsByIds(
  tx: Transaction,
  { projectId }: Member,
  caseId: string,
  ids: readonly string[],
  where: 'in' | 'out',
): Promise<(NewPart & { title: string })[]> {
  const rows = await tx.casePart.findMany({
    where: {
      projectId,
      caseId,
      id: { in: [...ids] },
      removedAt: where === 'in' ? null : { not: null },
      document: { deletedAt: null },
    },
    select: { ...place, id: true, quote: true, document: { select: { title: true } } },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ document: { title }, ...part }) => ({ ...part, title }))
}

/** Takes parts out of a case that is held. */
export async function removeParts(
  tx: Transaction,
  { projectId }: Member,
  parts: readonly NewPart[],
  now: Date,
): Promise<void> {
  await tx.casePart.updateMany({
    where: { projectId, id: { in: parts.map(({ id }) => id) }, removedAt: null },
    data: { removedAt: now },
  })
}

/** Puts parts that were taken out into their case again, which is held, but for those whose place it has by now; answers which. */
export async function returnParts<Part extends NewPart>(
  tx: Transaction,
  member: Member,
  caseId: string,
  parts: readonly Part[],
): Promise<Part[]> {
  const back = await without(tx, member, caseId, parts)
  await tx.casePart.updateMany({
    where: { projectId: member.projectId, id: { in: back.map(({ id }) => id) } },
    data: { removedAt: null },
  })
  return back
}

const place = { documentId: true, revisionId: true, start: true, end: true } as const

/** Those of `parts` whose place a case does not have, each place once. */
async function without<Part extends NewPart>(
  tx: Transaction,
  { projectId }: Member,
  caseId: string,
  parts: readonly Part[],
): Promise<Part[]> {
  const stored = await tx.casePart.findMany({
    where: { projectId, caseId, removedAt: null, documentId: { in: parts.map(({ documentId }) => documentId) } },
    select: place,
  })
  const known = new Set(stored.map(placeOf))
  return parts.filter((part) => {
    const isNew = !known.has(placeOf(part))
    known.add(placeOf(part))
    return isNew
  })
}

type Place = Pick<NewPart, 'documentId' | 'revisionId' | 'start' | 'end'>
const placeOf = ({ documentId, revisionId, start, end }: Place) => [documentId, revisionId, start, end].join(' ')
