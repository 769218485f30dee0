import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { BinKind } from '@/lib/domain/bin/bin'
import { withoutWords } from '@/lib/domain/history/without-words'
import type { Transaction } from './client'

/**
 * Holds the history for this transaction alone, and lets it be written over until `closeHistory`. The trigger that keeps the history append-only is off only
 * while nobody else can write, and is on again before anybody can; whoever waits longer than a few seconds gives up (lock_not_available).
 */
export async function openHistory(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SET LOCAL lock_timeout = '5s'`
  await tx.$executeRaw`ALTER TABLE "Event" DISABLE TRIGGER "Event_append_only"`
}

export async function closeHistory(tx: Transaction): Promise<void> {
  await tx.$executeRaw`ALTER TABLE "Event" ENABLE TRIGGER "Event_append_only"`
}

interface Sides {
  seq: bigint
  before: unknown
  after: unknown
}

/** Takes the words out of the record of every act on one thing; that it was done, by whom and when stays. Between `openHistory` and `closeHistory`. */
export async function forgetWords(tx: Transaction, member: Member, kind: BinKind, id: string): Promise<void> {
  const key = kind === 'document' ? 'documentId' : 'id'
  const among = { items: [{ [key]: id }] }
  const about = kind === 'document' ? Prisma.sql`e."documentId" = ${id}::uuid` : Prisma.sql`e."subjectId" = ${id}::uuid`
  const isMeant = (item: unknown) => typeof item === 'object' && item !== null && (item as Record<string, unknown>)[key] === id
  let after = 0n
  for (;;) {
    const rows = await tx.$queryRaw<(Sides & { whole: boolean })[]>`
      SELECT e.seq, e.before, e.after, ${about} AS whole FROM "Event" e
      WHERE e."projectId" = ${member.projectId}::uuid AND e.seq > ${after} AND (${about} OR (e.type LIKE 'annotations.%' AND (e.before @> ${among}::jsonb OR e.after @> ${among}::jsonb)))
      ORDER BY e.seq LIMIT 200`
    await overwrite(tx, member, rows.map(({ whole, ...row }) => ({ ...row, before: withoutWords(row.before, whole ? undefined : isMeant), after: withoutWords(row.after, whole ? undefined : isMeant) })))
    const last = rows.at(-1)
    if (!last || rows.length < 200) return
    after = last.seq
  }
}

async function overwrite(tx: Transaction, member: Member, rows: readonly Sides[]): Promise<void> {
  const text = (side: unknown) => (side === null || side === undefined ? null : JSON.stringify(side))
  await tx.$executeRaw`
    UPDATE "Event" e SET before = s.before::jsonb, after = s.after::jsonb
    FROM unnest(${rows.map((row) => row.seq)}::bigint[], ${rows.map((row) => text(row.before))}::text[], ${rows.map((row) => text(row.after))}::text[]) AS s(seq, before, after)
    WHERE e."projectId" = ${member.projectId}::uuid AND e.seq = s.seq`
}

/** Erases a document in the bin with its revisions, its original and everything anybody did on it; answers how many annotations there were. */
export async function eraseDocument(tx: Transaction, member: Member, id: string): Promise<{ annotations: number; revisions: number }> {
  const at = { projectId: member.projectId, documentId: id }
  const annotations = await tx.annotation.deleteMany({ where: at })
  await tx.comment.deleteMany({ where: at })
  await tx.verdict.deleteMany({ where: at })
  const revisions = await tx.revision.count({ where: at })
  // The document points at its revision and the revision at its document: the first is let go before both go.
  await tx.document.updateMany({ where: { projectId: member.projectId, id, deletedAt: { not: null } }, data: { currentRevisionId: null } })
  await tx.document.deleteMany({ where: { projectId: member.projectId, id, deletedAt: { not: null } } })
  return { annotations: annotations.count, revisions }
}

/** Erases a tag in the bin with its postings. Tags in the bin that stood below it stand at the top, should they come back. */
export async function eraseTag(tx: Transaction, member: Member, id: string): Promise<void> {
  await tx.tag.updateMany({ where: { projectId: member.projectId, parentId: id }, data: { parentId: null } })
  await eraseComments(tx, member, 'tag', id)
  await tx.tag.deleteMany({ where: { projectId: member.projectId, id, deletedAt: { not: null } } })
}

export async function eraseTheme(tx: Transaction, member: Member, id: string): Promise<void> {
  await eraseComments(tx, member, 'theme', id)
  await tx.theme.deleteMany({ where: { projectId: member.projectId, id, deletedAt: { not: null } } })
}

/** Erases an annotation of the member's own that is in the bin. */
export async function eraseAnnotation(tx: Transaction, member: Member, id: string): Promise<void> {
  await eraseComments(tx, member, 'annotation', id)
  await tx.annotation.deleteMany({ where: { projectId: member.projectId, id, authorId: member.userId, deletedAt: { not: null } } })
}

async function eraseComments(tx: Transaction, member: Member, subjectType: string, subjectId: string): Promise<void> {
  await tx.comment.deleteMany({ where: { projectId: member.projectId, subjectType, subjectId } })
}
