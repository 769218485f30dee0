import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import type { BinKind } from '@/lib/domain/bin/bin'
import { withoutWords, withoutWordsOf, withoutWordsOfMemo } from '@/lib/domain/history/without-words'
import type { Transaction } from '@/lib/data/database/client'
import { dropBlocks } from '@/lib/data/search/search-blocks'
import { projectKey } from '@/lib/domain/search/indexed-blocks'
import { forgetTag } from '@/lib/data/review/retag-words'

/**
 * Lets this transaction take the words out of events of the member's project, and nothing else, until `closeHistory`. The trigger that keeps the history
 * append-only believes it because it names this very transaction; nobody waits for it.
 */
export async function openHistory(tx: Transaction, member: Member): Promise<void> {
  await tx.$queryRaw`SELECT set_config('commonplace.history', concat('forget ', ${member.projectId}::text, ' ', pg_current_xact_id()), true)`
}

export async function closeHistory(tx: Transaction): Promise<void> {
  await tx.$queryRaw`SELECT set_config('commonplace.history', '', true)`
}

const tables: Record<BinKind, string> = {
  document: 'Document',
  tag: 'Tag',
  theme: 'Theme',
  annotation: 'Annotation',
  memo: 'Memo',
  link: 'Link',
  case: 'Case',
}

/** Holds what is to be purged until the transaction ends: whoever writes about it meanwhile is done before its words are looked for, or finds it gone. */
export async function lockForPurge(tx: Transaction, member: Member, kind: BinKind, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM ${Prisma.raw(`"${tables[kind]}"`)} WHERE "projectId" = ${member.projectId}::uuid AND id = ${id}::uuid FOR UPDATE`
}

interface Sides {
  seq: bigint
  before: unknown
  after: unknown
  undo: unknown
}

/**
 * Takes the words out of the record of every event on one thing, and what events on many things or on another say of it; that they were done, by whom and when stays.
 * Between `openHistory` and `closeHistory`.
 */
export async function forgetWords(tx: Transaction, member: Member, kind: BinKind, id: string): Promise<void> {
  const key = kind === 'document' ? 'documentId' : 'id'
  const talk = { subject: { id } }
  const wish = { tag: { id } }
  // An end of a link names its document too.
  const [away, here] = [
    { from: { [key === 'id' ? 'id' : 'documentId']: id } },
    { to: { [key === 'id' ? 'id' : 'documentId']: id } },
  ]
  const linked = Prisma.sql`(e.type LIKE 'link.%' AND (e.before @> ${away}::jsonb OR e.after @> ${away}::jsonb OR e.before @> ${here}::jsonb OR e.after @> ${here}::jsonb))`
  const about =
    kind === 'document'
      ? Prisma.sql`(e."documentId" = ${id}::uuid OR ${linked})`
      : Prisma.sql`(e."subjectId" = ${id}::uuid ${kind === 'tag' ? Prisma.sql`OR e."subjectId" IN (SELECT q.id FROM ${madeBy(member, id)})` : Prisma.empty} OR ((e.type LIKE 'comment.%' OR e.type LIKE 'memo.%') AND (e.before @> ${talk}::jsonb OR e.after @> ${talk}::jsonb)) OR ${linked} OR (e.type LIKE 'proposal.%' AND (e.before @> ${wish}::jsonb OR e.after @> ${wish}::jsonb)))`
  // Events on one annotation, comment, memo or link name nothing else; they are most of the log, and not looked through.
  const among = Prisma.sql`(e.type NOT LIKE 'annotation.%' AND e.type NOT LIKE 'comment.%' AND e.type NOT LIKE 'memo.%' AND e.type NOT LIKE 'link.%' AND strpos(concat(e.before, e.after, e.undo), ${id}) > 0)`
  const isMeant = (item: Readonly<Record<string, unknown>>) => item[key] === id || item.id === id
  let after = 0n
  for (;;) {
    const rows = await tx.$queryRaw<(Sides & { whole: boolean; ofMemo: boolean })[]>`
      SELECT e.seq, e.before, e.after, e.undo, ${about} AS whole, e.type LIKE 'memo.%' AS "ofMemo" FROM "Event" e
      WHERE e."projectId" = ${member.projectId}::uuid AND e.seq > ${after} AND (${about} OR ${among})
      ORDER BY e.seq LIMIT 200`
    await overwrite(
      tx,
      member,
      rows.map(({ whole, ofMemo, seq, ...sides }) => {
        const left = (side: unknown) =>
          ofMemo ? withoutWordsOfMemo(side) : whole ? withoutWords(side) : withoutWordsOf(side, isMeant)
        return { seq, before: left(sides.before), after: left(sides.after), undo: left(sides.undo) }
      }),
    )
    const last = rows.at(-1)
    if (!last || rows.length < 200) return
    after = last.seq
  }
}

async function overwrite(tx: Transaction, member: Member, rows: readonly Sides[]): Promise<void> {
  const text = (side: unknown) => (side === null || side === undefined ? null : JSON.stringify(side))
  await tx.$executeRaw`
    UPDATE "Event" e SET before = s.before::jsonb, after = s.after::jsonb, undo = s.undo::jsonb
    FROM unnest(${rows.map((row) => row.seq)}::bigint[], ${rows.map((row) => text(row.before))}::text[], ${rows.map((row) => text(row.after))}::text[], ${rows.map((row) => text(row.undo))}::text[]) AS s(seq, before, after, undo)
    WHERE e."projectId" = ${member.projectId}::uuid AND e.seq = s.seq`
}

/**
 * Erases a document in the bin with its revisions, its original and everything anybody did on it. Answers how many revisions there were, and no number of
 * what people did: everybody reads the event, and some of it may have been private, in the bin, or hidden by a round.
 */
export async function eraseDocument(tx: Transaction, member: Member, id: string): Promise<{ revisions: number }> {
  const at = { projectId: member.projectId, documentId: id }
  await tx.annotation.deleteMany({ where: at })
  await tx.comment.deleteMany({ where: at })
  await tx.memo.deleteMany({ where: at })
  await tx.link.deleteMany({
    where: { projectId: member.projectId, OR: [{ fromDocumentId: id }, { toDocumentId: id }] },
  })
  await tx.verdict.deleteMany({ where: at })
  await dropBlocks(tx, at, projectKey(member.projectId), null)
  const revisions = await tx.revision.count({ where: at })
  // The document points at its revision and the revision at its document: the first is let go before both go.
  await tx.document.updateMany({
    where: { projectId: member.projectId, id, deletedAt: { not: null } },
    data: { currentRevisionId: null },
  })
  await tx.document.deleteMany({ where: { projectId: member.projectId, id, deletedAt: { not: null } } })
  return { revisions }
}

/** The accepted proposals q by which a tag was made: they have its words, and no other tie to it than the event. */
const madeBy = (member: Member, tagId: string): Prisma.Sql =>
  Prisma.sql`"Proposal" q JOIN "Event" m ON m."projectId" = q."projectId" AND m.seq = q.event WHERE q."projectId" = ${member.projectId}::uuid AND q.kind = 'create' AND q.state = 'accepted' AND m."subjectId" = ${tagId}::uuid`

/** Erases a tag in the bin with its postings. Tags in the bin that stood below it stand at the top, should they come back. */
export async function eraseTag(tx: Transaction, member: Member, id: string): Promise<void> {
  await tx.tag.updateMany({ where: { projectId: member.projectId, parentId: id }, data: { parentId: null } })
  await eraseTalk(tx, member, 'tag', id)
  await forgetTag(tx, member, id)
  await tx.$executeRaw`DELETE FROM "Proposal" p WHERE p."projectId" = ${member.projectId}::uuid AND p.id IN (SELECT q.id FROM ${madeBy(member, id)})`
  await tx.tag.deleteMany({ where: { projectId: member.projectId, id, deletedAt: { not: null } } })
}

export async function eraseTheme(tx: Transaction, member: Member, id: string): Promise<void> {
  await eraseTalk(tx, member, 'theme', id)
  await tx.theme.deleteMany({ where: { projectId: member.projectId, id, deletedAt: { not: null } } })
}

/** Erases an annotation of the member's own that is in the bin. */
export async function eraseAnnotation(tx: Transaction, member: Member, id: string): Promise<void> {
  await eraseTalk(tx, member, 'annotation', id)
  await tx.annotation.deleteMany({
    where: { projectId: member.projectId, id, authorId: member.userId, deletedAt: { not: null } },
  })
}

/** Erases a memo of the member's own that is in the bin. */
export async function eraseMemo(tx: Transaction, member: Member, id: string): Promise<void> {
  await tx.memo.deleteMany({
    where: { projectId: member.projectId, id, authorId: member.userId, deletedAt: { not: null } },
  })
}

/** Erases a link of the member's own that is in the bin. */
export async function eraseLink(tx: Transaction, member: Member, id: string): Promise<void> {
  await tx.link.deleteMany({
    where: { projectId: member.projectId, id, authorId: member.userId, deletedAt: { not: null } },
  })
}

/** Erases a case in the bin with what belonged to it; the documents stay. */
export async function eraseCase(tx: Transaction, member: Member, id: string): Promise<void> {
  await tx.case.deleteMany({ where: { projectId: member.projectId, id, deletedAt: { not: null } } })
}

async function eraseTalk(tx: Transaction, member: Member, subjectType: string, subjectId: string): Promise<void> {
  await tx.comment.deleteMany({ where: { projectId: member.projectId, subjectType, subjectId } })
  await tx.memo.deleteMany({ where: { projectId: member.projectId, subjectType, subjectId } })
  const ends = [
    { fromType: subjectType, fromId: subjectId },
    { toType: subjectType, toId: subjectId },
  ]
  await tx.link.deleteMany({ where: { projectId: member.projectId, OR: ends } })
}
