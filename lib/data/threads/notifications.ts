import { Prisma } from '@/generated/prisma/client'
import type { Member, Viewer } from '@/lib/domain/access/viewer'
import type { NotificationKind } from '@/lib/domain/threads/notification-kinds'
import type { AppNotification } from '@/lib/schemas/notification'
import type { PageQuery } from '@/lib/schemas/primitives'
import type { ProposalKind } from '@/lib/schemas/proposal'
import type { Transaction } from '@/lib/data/database/client'
import { verdictOwners, visibleComment, type CommentReader } from './visible-comment'
import { newId } from '@/lib/data/database/ids'
import { cutPage, decodeCursor, type Page } from '@/lib/data/database/page'
import { madeUnseen, visibleProposal, visibleTagId } from '@/lib/data/rounds/hidden-tags'
import { blindRoundIdsOf } from '@/lib/data/rounds/load-veil'
import { seenStrands } from '@/lib/data/rounds/strands'
import { notVeiled } from '@/lib/data/rounds/veil-condition'

/** Tells one person about one thing: a comment, a verdict (perhaps with the comment that contests it), a round, or one's reopened document of it. */
export interface NewNotification {
  userId: string
  kind: NotificationKind
  commentId?: string
  verdictId?: string
  roundId?: string
  documentId?: string
  proposalId?: string
}

/**
 * Notifies people in the transaction of the event itself, in the member's name; nobody is told of what they did themselves, and nobody twice of the same.
 * Whether somebody may see what it is about is asked when it is shown, not here: a blind round may hide it now and show it later.
 */
export async function notify(
  tx: Transaction,
  member: Pick<Member, 'projectId' | 'userId'>,
  rows: readonly NewNotification[],
  now: Date,
): Promise<void> {
  const once = new Map(
    rows
      .filter((row) => row.userId !== member.userId)
      .map((row) => [
        `${row.userId} ${row.kind} ${row.commentId} ${row.verdictId} ${row.roundId} ${row.documentId} ${row.proposalId}`,
        row,
      ]),
  )
  if (once.size === 0) return
  await tx.notification.createMany({
    data: [...once.values()].map((row) => ({
      ...row,
      id: newId(),
      projectId: member.projectId,
      actorId: member.userId,
      createdAt: now,
    })),
  })
}

/** Takes back what nobody has read yet: mentions that an edit removed. */
export async function withdrawMentions(
  tx: Transaction,
  member: Member,
  commentId: string,
  userIds: readonly string[],
): Promise<void> {
  await tx.notification.deleteMany({
    where: { projectId: member.projectId, commentId, kind: 'mention', userId: { in: [...userIds] }, readAt: null },
  })
}

/** A person as the reader of what concerns them in all their projects. */
export async function readerAcross(db: Transaction, userId: string): Promise<CommentReader> {
  return { userId, blindRoundIds: await blindRoundIdsOf(db, userId) }
}

/**
 * Which notifications exist for their reader now, as a condition on "Notification" n: their own, of projects they belong to, about something that exists
 * for them. What a blind round hides comes back when it is opened; what was deleted does not count as unread.
 */
export function visibleNotification(reader: CommentReader): Prisma.Sql {
  const columns = {
    project: Prisma.sql`n."projectId"`,
    document: Prisma.sql`v."documentId"`,
    author: Prisma.sql`v."createdById"`,
  }
  return Prisma.sql`n."userId" = ${reader.userId}::uuid
    AND EXISTS (SELECT 1 FROM "Membership" m JOIN "Project" p ON p.id = m."projectId" AND p."deletedAt" IS NULL WHERE m."projectId" = n."projectId" AND m."userId" = n."userId")
    AND (n."commentId" IS NULL OR EXISTS (
      SELECT 1 FROM "Comment" c WHERE c."projectId" = n."projectId" AND c.id = n."commentId" AND c."deletedAt" IS NULL AND ${visibleComment(reader)}))
    AND (n."verdictId" IS NULL OR EXISTS (
      SELECT 1 FROM "Verdict" v JOIN "Document" d ON d."projectId" = v."projectId" AND d.id = v."documentId" AND d."deletedAt" IS NULL
      WHERE v."projectId" = n."projectId" AND v.id = n."verdictId" ${notVeiled(reader, { ...columns, ...verdictOwners })}))
    AND (n."proposalId" IS NULL OR EXISTS (
      SELECT 1 FROM "Proposal" q WHERE q."projectId" = n."projectId" AND q.id = n."proposalId" AND (n.kind <> 'proposed' OR q.state = 'open')
        AND (q."tagId" IS NULL OR (true${visibleTagId(reader, Prisma.sql`q."tagId"`, Prisma.sql`q."projectId"`)}))${visibleProposal(reader)}))
    AND (n.kind NOT IN ('submitted', 'revealed') OR n."documentId" IS NULL OR (true ${notVeiled(reader, { ...columns, document: Prisma.sql`n."documentId"`, author: Prisma.sql`NULL::uuid`, owner: Prisma.sql`NULL::uuid`, round: Prisma.sql`NULL::uuid` })}))
    AND (n."roundId" IS NULL OR EXISTS (
      SELECT 1 FROM "Round" r JOIN "RoundTask" k ON k."projectId" = r."projectId" AND k."roundId" = r.id AND (k."coderId" = n."userId" OR n.kind = 'taken' OR (n.kind IN ('submitted', 'revealed', 'opened')
          AND EXISTS (SELECT 1 FROM "Membership" l WHERE l."projectId" = n."projectId" AND l."userId" = n."userId" AND l.role = 'lead'))) AND (n."documentId" IS NULL OR k."documentId" = n."documentId")
        JOIN "Document" d ON d."projectId" = k."projectId" AND d.id = k."documentId" AND d."deletedAt" IS NULL
      WHERE r."projectId" = n."projectId" AND r.id = n."roundId" AND r."deletedAt" IS NULL))`
}

/**
 * The notifications that a round does not surely hide from their reader, as a condition on "Notification" n beside `visibleNotification`, which decides about
 * each: what is hidden is not stepped over, whose number would tell how much colleagues talk. Nothing, and nothing asked, where no round is blind. Begins with AND.
 */
export async function amongNotifications(db: Transaction, reader: CommentReader): Promise<Prisma.Sql> {
  if (reader.blindRoundIds.length === 0) return Prisma.empty
  const strands = await seenStrands(db, {
    table: Prisma.sql`"Notification"`,
    as: 'n',
    scope: Prisma.sql`n."userId" = ${reader.userId}::uuid`,
    order: Prisma.sql`n."createdAt", n.id`,
    joins: subjectJoins,
    seen: Prisma.sql`${notVeiled(reader, subject)}
      AND NOT ${madeUnseen(reader, { project: Prisma.sql`n."projectId"`, round: Prisma.sql`COALESCE(t."blindRoundId", q."blindRoundId")`, maker: Prisma.sql`COALESCE(t."createdById", q."proposedById")` })}`,
  })
  return Prisma.sql` AND n.strand = ANY(${strands}::uuid[])`
}

// As the database makes the strand (`strand_of_notification`). Whose names a passage of the consensus bears changes, so it says nothing here.
// Each is looked up for the one notification of a strand that is asked about, and never joined as a whole.
const one = (table: Prisma.Sql, as: string, condition: Prisma.Sql) =>
  Prisma.sql`LEFT JOIN LATERAL (SELECT * FROM ${table} ${Prisma.raw(as)} WHERE ${Prisma.raw(as)}."projectId" = n."projectId" AND ${condition} OFFSET 0) ${Prisma.raw(as)} ON true`
const subjectJoins = Prisma.join(
  [
    one(Prisma.sql`"Comment"`, 'c', Prisma.sql`c.id = n."commentId"`),
    one(
      Prisma.sql`"Annotation"`,
      'a',
      Prisma.sql`c."subjectType" = 'annotation' AND a.id = c."subjectId" AND a.layer = 'coder'`,
    ),
    one(
      Prisma.sql`"Verdict"`,
      'v',
      Prisma.sql`v.id = CASE WHEN c.id IS NULL THEN n."verdictId" WHEN c."subjectType" = 'verdict' THEN c."subjectId" END`,
    ),
    one(Prisma.sql`"Tag"`, 't', Prisma.sql`c."subjectType" = 'tag' AND t.id = c."subjectId"`),
    one(Prisma.sql`"Proposal"`, 'q', Prisma.sql`q.id = n."proposalId"`),
  ],
  ' ',
)

const subject = {
  project: Prisma.sql`n."projectId"`,
  document: Prisma.sql`COALESCE(c."documentId", v."documentId", CASE WHEN n.kind IN ('submitted', 'revealed') THEN n."documentId" END)`,
  author: Prisma.sql`COALESCE(c."authorId", v."createdById")`,
  owner: Prisma.sql`a."authorId"`,
  round: Prisma.sql`COALESCE(a."roundId", v."roundId")`,
}

export interface NotificationRow {
  id: string
  projectId: string
  projectName: string
  kind: NotificationKind
  actorId: string
  actorName: string
  subjectType: string | null
  subjectId: string | null
  threadId: string | null
  commentId: string | null
  commentText: string | null
  isReply: boolean | null
  verdictId: string | null
  roundId: string | null
  roundName: string | null
  proposalId: string | null
  proposalKind: ProposalKind | null
  proposalName: string | null
  proposalAnswer: string | null
  documentId: string | null
  documentTitle: string | null
  subjectName: string | null
  createdAt: Date
  readAt: Date | null
}

/**
 * What `presentNotification` needs, for notifications that `condition` admits; the condition must contain `visibleNotification`. Those of one person that
 * `among` leaves are found before anything else is asked, so that no order of theirs steps over the others.
 */
export function notificationRows(
  { userId }: CommentReader,
  among: Prisma.Sql,
  condition: Prisma.Sql,
  tail: Prisma.Sql,
): Prisma.Sql {
  return Prisma.sql`
    SELECT n.id, n."projectId", p.name AS "projectName", n.kind, n."actorId", u.name AS "actorName", n."commentId", left(c.text, 300) AS "commentText",
      c."subjectType", c."subjectId", COALESCE(c."parentId", c.id) AS "threadId", c."parentId" IS NOT NULL AS "isReply",
      n."verdictId", n."roundId", r.name AS "roundName", d.id AS "documentId", d.title AS "documentTitle", COALESCE(t.name, h.name) AS "subjectName",
      q.id AS "proposalId", q.kind AS "proposalKind", COALESCE(about.name, q.wanted->>'name') AS "proposalName", q.answer AS "proposalAnswer", n."createdAt", n."readAt"
    FROM (SELECT * FROM "Notification" n WHERE n."userId" = ${userId}::uuid${among}${among === Prisma.empty ? Prisma.empty : Prisma.sql` OFFSET 0`}) n JOIN "Project" p ON p.id = n."projectId" JOIN "User" u ON u.id = n."actorId"
    LEFT JOIN "Comment" c ON c."projectId" = n."projectId" AND c.id = n."commentId"
    LEFT JOIN "Verdict" v ON v."projectId" = n."projectId" AND v.id = n."verdictId"
    LEFT JOIN "Round" r ON r."projectId" = n."projectId" AND r.id = n."roundId"
    LEFT JOIN "Document" d ON d."projectId" = n."projectId" AND d.id = COALESCE(n."documentId", c."documentId", v."documentId")
    LEFT JOIN "Tag" t ON c."subjectType" = 'tag' AND t."projectId" = c."projectId" AND t.id = c."subjectId"
    LEFT JOIN "Theme" h ON c."subjectType" = 'theme' AND h."projectId" = c."projectId" AND h.id = c."subjectId"
    LEFT JOIN "Proposal" q ON q."projectId" = n."projectId" AND q.id = n."proposalId"
    LEFT JOIN "Tag" about ON about."projectId" = q."projectId" AND about.id = q."tagId"
    WHERE ${condition} ${tail}`
}

/** What concerns this person, in all their projects, newest first, as far as it exists for them now; with how many of it they have not read. */
export async function listNotifications(
  db: Transaction,
  viewer: Viewer,
  { unread, ...query }: PageQuery & { unread?: 'true' | 'false' },
): Promise<Page<AppNotification> & { unread: number }> {
  const reader = await readerAcross(db, viewer.userId)
  const among = await amongNotifications(db, reader)
  const after = decodeCursor(query.cursor, ['time', 'id'])
  const wanted = unread === undefined ? Prisma.empty : Prisma.sql`AND (n."readAt" IS NULL) = ${unread === 'true'}`
  const rows = await db.$queryRaw<NotificationRow[]>(
    notificationRows(
      reader,
      among,
      Prisma.sql`${visibleNotification(reader)} ${wanted} ${after ? Prisma.sql`AND (n."createdAt", n.id) < (${new Date(after[0] ?? 0)}, ${after[1]}::uuid)` : Prisma.empty}`,
      Prisma.sql`ORDER BY n."createdAt" DESC, n.id DESC LIMIT ${query.limit + 1}`,
    ),
  )
  const [count] =
    query.total === 'false'
      ? []
      : await db.$queryRaw<
          { count: number }[]
        >`SELECT count(*)::int AS count FROM "Notification" n WHERE ${visibleNotification(reader)}${among} ${wanted}`
  return {
    ...cutPage(rows, query, (row) => [row.createdAt.toISOString(), row.id], presentNotification),
    total: count?.count,
    unread: await countUnread(db, reader, among),
  }
}

async function countUnread(db: Transaction, reader: CommentReader, among: Prisma.Sql): Promise<number> {
  const [row] = await db.$queryRaw<
    { count: number }[]
  >`SELECT count(*)::int AS count FROM "Notification" n WHERE n."readAt" IS NULL AND ${visibleNotification(reader)}${among}`
  return row?.count ?? 0
}

/** Marks as read those of `ids`, or all, that exist for this person now: what is hidden from them is still news when it appears. */
export async function markRead(
  db: Transaction,
  viewer: Viewer,
  ids: readonly string[] | 'all',
  now: Date,
): Promise<{ unread: number }> {
  const reader = await readerAcross(db, viewer.userId)
  const among = await amongNotifications(db, reader)
  const chosen = ids === 'all' ? Prisma.empty : Prisma.sql`AND n.id = ANY(${ids}::uuid[])`
  await db.$executeRaw`UPDATE "Notification" n SET "readAt" = ${now} WHERE n."readAt" IS NULL AND ${visibleNotification(reader)}${among} ${chosen}`
  return { unread: await countUnread(db, reader, among) }
}

export function presentNotification(row: NotificationRow): AppNotification {
  const { id, kind, commentId, threadId, commentText, verdictId, roundId, documentId } = row
  return {
    id,
    kind,
    project: { id: row.projectId, name: row.projectName },
    actor: { id: row.actorId, name: row.actorName },
    comment:
      commentId === null
        ? null
        : { id: commentId, threadId: threadId ?? commentId, isReply: row.isReply === true, text: commentText ?? '' },
    subject:
      row.subjectType === null || row.subjectId === null
        ? null
        : {
            type: row.subjectType as NonNullable<AppNotification['subject']>['type'],
            id: row.subjectId,
            name: row.subjectName,
          },
    document: documentId === null ? null : { id: documentId, title: row.documentTitle ?? '' },
    round: roundId === null ? null : { id: roundId, name: row.roundName ?? '' },
    verdictId,
    proposal:
      row.proposalId === null || row.proposalKind === null
        ? null
        : {
            id: row.proposalId,
            kind: row.proposalKind,
            name: row.proposalName ?? '',
            answer: row.proposalAnswer ?? '',
          },
    createdAt: row.createdAt.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  }
}
