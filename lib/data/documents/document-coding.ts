import { Prisma } from '@/generated/prisma/client'
import { can } from '@/lib/domain/access/actions'
import type { Member } from '@/lib/domain/access/viewer'
import { taskState } from '@/lib/domain/rounds/round'
import type { Document } from '@/lib/schemas/document'
import { amongOverlays } from '@/lib/data/annotations/overlays'
import { visibleCoding } from '@/lib/data/annotations/visibility'
import type { Transaction } from '@/lib/data/database/client'

/** What a document says of who codes it and how far the member is. */
type Coding = Pick<Document, 'coders' | 'mine'>

interface Work {
  documentId: string
  coderId: string
  name: string
  roundId: string | null
  /** Of the member's own the number; of others' that there is something. */
  count: number
}

interface Task {
  documentId: string
  coderId: string
  name: string
  roundId: string
  submittedAt: Date | null
  reopenedAt: Date | null
  isClosed: boolean
}

/**
 * Who codes these documents, as far as it exists for the member, and how far they are themselves. Two statements, however many documents; of colleagues' work
 * one row an overlay is read, however much they marked.
 */
export async function codingOf(
  db: Transaction,
  member: Member,
  documentIds: readonly string[],
): Promise<(documentId: string) => Coding> {
  const [work, tasks] =
    documentIds.length === 0
      ? [[], []]
      : [await workOn(db, member, documentIds), await tasksOn(db, member, documentIds)]
  const [worked, given] = [byDocument(work), byDocument(tasks)]
  return (documentId) => codingFrom(member, worked.get(documentId) ?? [], given.get(documentId) ?? [])
}

function codingFrom({ userId }: Member, work: readonly Work[], tasks: readonly Task[]): Coding {
  const running = tasks.filter((task) => !task.isClosed)
  const names = new Map([...work, ...running].map(({ coderId, name }) => [coderId, name]))
  const own = work.filter((one) => one.coderId === userId)
  const ownTasks = tasks.filter((task) => task.coderId === userId)
  const open = ownTasks.find((task) => task.submittedAt === null && !task.isClosed)
  const hasWork = own.some((one) => one.roundId === open?.roundId)
  const submitted = ownTasks.some((task) => task.submittedAt !== null)
  return {
    coders: [...names]
      .map(([id, name]) => ({ id, name }))
      .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1)),
    mine: {
      annotationCount: own.reduce((sum, { count }) => sum + count, 0),
      state: open ? taskState(open, hasWork) : submitted ? 'submitted' : null,
    },
  }
}

/** The overlays with something in them: each is looked into until there is one passage, and the member's own are counted. */
async function workOn(db: Transaction, member: Member, documentIds: readonly string[]): Promise<Work[]> {
  const among = await amongOverlays(db, member, { layer: 'coder', documentIds })
  const passages = Prisma.sql`SELECT 1 FROM "Annotation" a WHERE a."projectId" = o."projectId" AND a."overlayId" = o.id AND ${visibleCoding(member)}${among}`
  const overlays = Prisma.sql`"Overlay" o JOIN "User" u ON u.id = o."authorId"`
  const condition = Prisma.sql`o."projectId" = ${member.projectId}::uuid AND o."documentId" = ANY(${documentIds}::uuid[]) AND o.layer = 'coder'`
  return db.$queryRaw<Work[]>`
    SELECT o."documentId", o."authorId" AS "coderId", u.name, o."roundId", one.count FROM ${overlays} CROSS JOIN LATERAL (SELECT count(*)::int AS count FROM (${passages} LIMIT 1) p) one
    WHERE ${condition} AND o.visibility = 'shared' AND o."authorId" <> ${member.userId}::uuid AND one.count > 0
    UNION ALL
    SELECT o."documentId", o."authorId", u.name, o."roundId", own.count FROM ${overlays} CROSS JOIN LATERAL (SELECT count(*)::int AS count FROM (${passages} OFFSET 0) p) own
    WHERE ${condition} AND o."authorId" = ${member.userId}::uuid AND own.count > 0`
}

/** The tasks on these documents: everybody's for those who may see progress, otherwise one's own. */
async function tasksOn(db: Transaction, member: Member, documentIds: readonly string[]): Promise<Task[]> {
  const mine = can(member.role, 'rounds.progress', member.settings)
    ? Prisma.empty
    : Prisma.sql`AND k."coderId" = ${member.userId}::uuid`
  return db.$queryRaw<Task[]>`
    SELECT k."documentId", k."coderId", u.name, k."roundId", k."submittedAt", k."reopenedAt", r."closedAt" IS NOT NULL AS "isClosed"
    FROM "RoundTask" k JOIN "Round" r ON r."projectId" = k."projectId" AND r.id = k."roundId" AND r."deletedAt" IS NULL JOIN "User" u ON u.id = k."coderId"
    WHERE k."projectId" = ${member.projectId}::uuid AND k."documentId" = ANY(${documentIds}::uuid[]) ${mine}
    ORDER BY r."createdAt", k."roundId"`
}

function byDocument<T extends { documentId: string }>(rows: readonly T[]): Map<string, T[]> {
  const lists = new Map<string, T[]>()
  for (const row of rows) lists.set(row.documentId, [...(lists.get(row.documentId) ?? []), row])
  return lists
}
