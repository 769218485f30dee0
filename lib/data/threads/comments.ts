import { Prisma } from '@/generated/prisma/client'
import { shownQuote } from '@/lib/data/annotations/shown-quote'
import type { Member } from '@/lib/domain/access/viewer'
import { excerptIds, withoutHidden, type CommentBody } from '@/lib/domain/threads/comment-body'
import type { Comment, CommentEditRow, CommentQuery, SubjectType } from '@/lib/schemas/comment'
import type { PageQuery } from '@/lib/schemas/primitives'
import type { Transaction } from '../database/client'
import { cutPage, decodeCursor, type Page } from '../database/page'
import { weighedWithinBytes, withinBytes, type Picked } from '../database/within-bytes'
import { amongComments } from './among-comments'
import { commentExcerpts, type Excerpts } from './comment-excerpts'
import { visibleComment } from './visible-comment'

interface CommentRow {
  id: string
  subjectType: SubjectType
  subjectId: string
  subjectName: string | null
  documentId: string | null
  documentTitle: string | null
  revisionId: string | null
  start: number | null
  end: number | null
  quote: string | null
  parentId: string | null
  authorId: string
  authorName: string
  body: CommentBody
  text: string
  replyCount: number
  resolvedAt: Date | null
  resolvedById: string | null
  resolvedByName: string | null
  version: number
  createdAt: Date
  editedAt: Date | null
  deletedAt: Date | null
  rootId: string
  rootAt: Date
}

interface EditRow {
  version: number
  body: CommentBody
  text: string
  editedAt: Date
}

const visibleReply = (member: Member) =>
  Prisma.sql`r."projectId" = c."projectId" AND r."parentId" = c.id AND r."deletedAt" IS NULL AND ${visibleComment(member, 'r')}`

/** Live comments, and the places of deleted ones that somebody has replied to. */
const shown = (member: Member) => Prisma.sql`c."projectId" = ${member.projectId}::uuid AND ${visibleComment(member)}
  AND (c."deletedAt" IS NULL OR (c."parentId" IS NULL AND EXISTS (SELECT 1 FROM "Comment" r WHERE ${visibleReply(member)})))`

const from = Prisma.sql`"Comment" c JOIN "Comment" root ON root."projectId" = c."projectId" AND root.id = COALESCE(c."parentId", c.id)`

/** The same where the comments are few of many: each looks its thread up, which costs what the comments are. */
const fromComments = Prisma.sql`"Comment" c CROSS JOIN LATERAL (
  SELECT * FROM "Comment" root WHERE root."projectId" = c."projectId" AND root.id = COALESCE(c."parentId", c.id) OFFSET 0) root`

/** The same for a page of all threads: threads are read in their order by the index of times, each looks its comments up, and reading ends where the page does. */
const fromThreads = Prisma.sql`"Comment" root CROSS JOIN LATERAL (
  SELECT * FROM "Comment" c WHERE c."projectId" = root."projectId" AND c.id = root.id
  UNION ALL SELECT * FROM "Comment" c WHERE c."projectId" = root."projectId" AND c."parentId" = root.id) c`

// Columns of the subject may be read from it as it is, because a comment whose subject is not visible is not shown at all.
const columns = (member: Member) => Prisma.sql`
  c.id, c."subjectType", c."subjectId", COALESCE(t.name, h.name) AS "subjectName", c."documentId", d.title AS "documentTitle", COALESCE(c."revisionId", a."revisionId", v."revisionId") AS "revisionId",
  COALESCE(c.start, a.start, v.start) AS start, COALESCE(c."end", a."end", v."end") AS "end", ${shownQuote(Prisma.sql`COALESCE(c.quote, a.quote)`)} AS quote, c."parentId", c."authorId", u.name AS "authorName", c.body, c.text,
  (SELECT count(*)::int FROM "Comment" r WHERE ${visibleReply(member)}) AS "replyCount",
  c."resolvedAt", c."resolvedById", w.name AS "resolvedByName", c.version, c."createdAt", c."editedAt", c."deletedAt", root.id AS "rootId", root."createdAt" AS "rootAt"`

const joins = Prisma.sql`JOIN "User" u ON u.id = c."authorId" LEFT JOIN "User" w ON w.id = c."resolvedById"
  LEFT JOIN "Document" d ON d."projectId" = c."projectId" AND d.id = c."documentId"
  LEFT JOIN "Annotation" a ON c."subjectType" = 'annotation' AND a."projectId" = c."projectId" AND a.id = c."subjectId"
  LEFT JOIN "Verdict" v ON c."subjectType" = 'verdict' AND v."projectId" = c."projectId" AND v.id = c."subjectId"
  LEFT JOIN "Tag" t ON c."subjectType" = 'tag' AND t."projectId" = c."projectId" AND t.id = c."subjectId"
  LEFT JOIN "Theme" h ON c."subjectType" = 'theme' AND h."projectId" = c."projectId" AND h.id = c."subjectId"`

/** The comments that exist for this member: the newest first, or thread by thread. Relies on the indexes of Comment by subject, document and time. */
export async function listComments(db: Transaction, member: Member, query: CommentQuery): Promise<Page<Comment>> {
  const where = Prisma.sql`${shown(member)} ${filters(query)}${await amongComments(db, member, query)}`
  const byThread = query.order === 'thread'
  const page = byThread ? threadOrder(member, query) : newestOrder(query.cursor)
  const rows = await db.$queryRaw<(CommentRow & Picked)[]>`${withinBytes(
    Prisma.sql`SELECT ${columns(member)}, octet_length(c.body::text)::bigint AS bytes FROM ${page.from} ${joins} WHERE ${where} ${page.order} LIMIT ${query.limit + 1}`,
    byThread
      ? Prisma.sql`"rootAt", "rootId", ("parentId" IS NOT NULL)::int, "createdAt", id`
      : Prisma.sql`"createdAt" DESC, id DESC`,
  )}`
  const [count] =
    query.total === 'false'
      ? []
      : await db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM ${from} WHERE ${where}`
  const excerpts = await commentExcerpts(
    db,
    member,
    rows.filter((row) => row.deletedAt === null).flatMap((row) => excerptIds(row.body)),
  )
  const keyOf = (row: CommentRow) =>
    byThread
      ? [row.rootAt.toISOString(), row.rootId, Number(row.parentId !== null), row.createdAt.toISOString(), row.id]
      : [row.createdAt.toISOString(), row.id]
  return { ...cutPage(rows, query, keyOf, (row) => presentComment(row, excerpts)), total: count?.count }
}

/** Where a page of comments is read from, and what follows the conditions: from where on, and in which order. */
interface PageOf {
  from: Prisma.Sql
  order: Prisma.Sql
}

function newestOrder(cursor: string | undefined): PageOf {
  const after = decodeCursor(cursor, ['time', 'id'])
  return {
    from,
    order: Prisma.sql`${after ? Prisma.sql`AND (c."createdAt", c.id) < (${new Date(after[0] ?? 0)}, ${after[1]}::uuid)` : Prisma.empty} ORDER BY c."createdAt" DESC, c.id DESC`,
  }
}

/**
 * Of what was written about one thing, and of what is seen where a round is blind, the comments are found first; else the threads are, from the cursor's on. A
 * join that is left to the planner compares every thread with every comment for each page.
 */
function threadOrder(member: Member, { cursor, subjectId, documentId }: CommentQuery): PageOf {
  const after = decodeCursor(cursor, ['time', 'id', 'number', 'time', 'id'])
  const key = Prisma.sql`root."createdAt", root.id, (c."parentId" IS NOT NULL)::int, c."createdAt", c.id`
  const thread = after && Prisma.sql`${new Date(after[0] ?? 0)}, ${after[1]}::uuid`
  const beyond =
    thread && Prisma.sql`AND (${key}) > (${thread}, ${after[2]}::int, ${new Date(after[3] ?? 0)}, ${after[4]}::uuid)`
  const order = Prisma.sql`${beyond ?? Prisma.empty} ORDER BY ${key}`
  if (member.blindRoundIds.length > 0 || subjectId !== undefined) return { from: fromComments, order }
  const threads = [
    Prisma.sql`AND root."projectId" = ${member.projectId}::uuid AND root."parentId" IS NULL`,
    ...(documentId === undefined ? [] : [Prisma.sql`AND root."documentId" = ${documentId}::uuid`]),
    ...(thread ? [Prisma.sql`AND (root."createdAt", root.id) >= (${thread})`] : []),
  ]
  return { from: fromThreads, order: Prisma.sql`${Prisma.join(threads, ' ')} ${order}` }
}

function filters({ subjectType, subjectId, documentId, authorId, threadId, state, replies }: CommentQuery): Prisma.Sql {
  const all: Prisma.Sql[] = []
  if (subjectType) all.push(Prisma.sql`AND c."subjectType" = ${subjectType}`)
  if (subjectId) all.push(Prisma.sql`AND c."subjectId" = ${subjectId}::uuid`)
  if (documentId) all.push(Prisma.sql`AND c."documentId" = ${documentId}::uuid`)
  if (authorId) all.push(Prisma.sql`AND c."authorId" = ${authorId}::uuid AND c."deletedAt" IS NULL`)
  if (threadId) all.push(Prisma.sql`AND root.id = ${threadId}::uuid`)
  if (state) all.push(Prisma.sql`AND (root."resolvedAt" IS NULL) = ${state === 'open'}`)
  if (replies === 'false') all.push(Prisma.sql`AND c."parentId" IS NULL`)
  return all.length > 0 ? Prisma.join(all, ' ') : Prisma.empty
}

export async function getComment(db: Transaction, member: Member, id: string): Promise<Comment | null> {
  const [row] = await db.$queryRaw<
    CommentRow[]
  >`SELECT ${columns(member)} FROM ${from} ${joins} WHERE ${shown(member)} AND c.id = ${id}::uuid`
  return row ? presentComment(row, await commentExcerpts(db, member, excerptIds(row.body))) : null
}

/** What a comment said before, oldest first; null where there is no such comment for this member. */
export async function commentEdits(
  db: Transaction,
  member: Member,
  id: string,
  query: PageQuery,
): Promise<Page<CommentEditRow> | null> {
  const comment = await getComment(db, member, id)
  if (!comment || comment.deleted) return null
  const after = decodeCursor(query.cursor, ['number'])
  const where = Prisma.sql`"projectId" = ${member.projectId}::uuid AND "commentId" = ${id}::uuid`
  const rows = await db.$queryRaw<(EditRow & Picked)[]>`${weighedWithinBytes(
    Prisma.sql`SELECT version, body, text, "editedAt" FROM "CommentEdit" WHERE ${where} AND version > ${after?.[0] ?? 0}::int ORDER BY version LIMIT ${query.limit + 1}`,
    Prisma.sql`version`,
  )}`
  const { visible } = await commentExcerpts(
    db,
    member,
    rows.flatMap(({ body }) => excerptIds(body)),
  )
  const present = ({ version, body, text, editedAt }: EditRow): CommentEditRow => ({
    version,
    text,
    editedAt: editedAt.toISOString(),
    body: withoutHidden(body, visible),
  })
  const total =
    query.total === 'false'
      ? undefined
      : await db.commentEdit.count({ where: { projectId: member.projectId, commentId: id } })
  return { ...cutPage(rows, query, (row) => [row.version], present), total }
}

function presentComment(row: CommentRow, { visible, byId }: Excerpts): Comment {
  const { subjectType, subjectId, subjectName, documentId, documentTitle, revisionId, start, end, quote } = row
  const isDeleted = row.deletedAt !== null
  return {
    id: row.id,
    subject: {
      type: subjectType,
      id: subjectId,
      name: subjectName,
      documentId,
      documentTitle,
      revisionId,
      start,
      end,
      quote,
    },
    parentId: row.parentId,
    author: { id: row.authorId, name: row.authorName },
    body: isDeleted ? null : withoutHidden(row.body, visible),
    text: isDeleted ? '' : row.text,
    excerpts: isDeleted ? [] : excerptIds(row.body).flatMap((id) => byId.get(id) ?? []),
    replyCount: row.replyCount,
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    resolvedBy: row.resolvedById === null ? null : { id: row.resolvedById, name: row.resolvedByName ?? '' },
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    editedAt: isDeleted ? null : (row.editedAt?.toISOString() ?? null),
    deleted: isDeleted,
  }
}
