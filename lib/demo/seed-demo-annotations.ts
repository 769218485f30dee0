import { insertRows } from '@/lib/data/database/bulk-rows'
import type { Database, Transaction } from '@/lib/data/database/client'
import { dateProject } from '@/lib/data/projects/demo-project'
import { newId } from '@/lib/data/database/ids'
import { currentRevision, revisionText } from '@/lib/data/documents/revision-text'
import type { Member } from '@/lib/domain/access/viewer'
import type { DemoAnnotation, loadDemoContent } from '@/lib/demo/load-demo-content'
import { cutSpan } from '@/lib/services/annotations/cut-span'
import { recordedAnnotation } from '@/lib/services/annotations/recorded'

const day = 86_400_000
/** The last verdicts are from yesterday. */
const lastDay = 42

/** Midnight, in UTC, of the day on which the demo project began. */
export const beginOfDemo = (now: Date): Date => new Date(Math.floor((now.getTime() - lastDay * day) / day) * day)

export const daysAfter = (begun: Date, days: number): Date => new Date(begun.getTime() + days * day)

interface Made {
  documentIds: Map<string, string>
  tagIds: Map<string, string>
  people: ReadonlyMap<string, Member>
  /** The round that somebody's coding of a document belongs to. */
  roundOf: (document: string, coder: string) => string | null
}

/** Places every annotation by its quote, with tags, star and event, dated as the content says; all or none. */
export async function seedDemoAnnotations(
  db: Database,
  member: Member,
  { annotations }: ReturnType<typeof loadDemoContent>,
  made: Made,
  begun: Date,
): Promise<void> {
  const placed = []
  for (const annotation of annotations) placed.push({ annotation, ...(await place(db, member, annotation, made)) })
  const minutes = new Map<string, number>()
  const rows = placed.map(({ annotation, ...anchor }) => {
    const authorId = made.people.get(annotation.coder)?.userId ?? member.userId
    const nth = (minutes.get(`${annotation.coder}/${annotation.day}`) ?? 0) + 1
    minutes.set(`${annotation.coder}/${annotation.day}`, nth)
    const createdAt = new Date(daysAfter(begun, annotation.day).getTime() + (9 * 60 + nth * 4) * 60_000).toISOString()
    const { note = '', visibility } = annotation
    const tagIds = annotation.tags.flatMap((key) => made.tagIds.get(key) ?? [])
    return {
      row: {
        projectId: member.projectId,
        id: newId(),
        ...anchor,
        page: null,
        authorId,
        layer: 'coder',
        visibility,
        note,
        roundId: made.roundOf(annotation.document, annotation.coder),
        certainty: null,
        secondOpinion: false,
        version: 1,
        createdAt,
        updatedAt: createdAt,
      },
      tagIds,
      starred: annotation.starred ?? false,
    }
  })
  rows.sort((a, b) => (a.row.createdAt < b.row.createdAt ? -1 : a.row.createdAt > b.row.createdAt ? 1 : 0))
  await db.$transaction(
    async (tx) => {
      await dateProject(tx, member.projectId, begun)
      await insertDemoRows(tx, rows)
    },
    { timeout: 60_000 },
  )
}

type Row = Omit<Parameters<typeof recordedAnnotation>[0], 'tagIds'> & {
  projectId: string
  authorId: string
  createdAt: string
  updatedAt: string
}

interface DemoRow {
  row: Row
  tagIds: string[]
  starred: boolean
}

/** Stores annotations with their tags, stars and events. */
async function insertDemoRows(tx: Transaction, rows: readonly DemoRow[]): Promise<void> {
  await insertRows(
    tx,
    'Annotation',
    rows.map(({ row }) => row),
  )
  await insertRows(
    tx,
    'AnnotationTag',
    rows.flatMap(({ row, tagIds }) =>
      tagIds.map((tagId) => ({
        projectId: row.projectId,
        annotationId: row.id,
        tagId,
        documentId: row.documentId,
        start: row.start,
        createdById: row.authorId,
        createdAt: row.createdAt,
      })),
    ),
  )
  await insertRows(
    tx,
    'Star',
    rows
      .filter(({ starred }) => starred)
      .map(({ row }) => ({
        projectId: row.projectId,
        annotationId: row.id,
        userId: row.authorId,
        createdAt: row.updatedAt,
      })),
  )
  // Without seq and txid: the database numbers them.
  await insertRows(
    tx,
    'Event',
    rows.map(({ row, tagIds }) => event(row, tagIds)),
  )
}

function event(row: Row, tagIds: string[]) {
  const after = recordedAnnotation({ ...row, tagIds })
  return {
    projectId: row.projectId,
    actorId: row.authorId,
    type: 'annotation.created',
    subjectId: row.id,
    documentId: row.documentId,
    ownerId: row.authorId,
    roundId: row.roundId,
    shared: row.visibility === 'shared',
    after,
    createdAt: row.createdAt,
  }
}

async function place(
  db: Database,
  member: Member,
  { document, quote, occurrence }: DemoAnnotation,
  { documentIds }: Made,
) {
  const current = await currentRevision(db, member, documentIds.get(document) ?? '')
  const text = current && (await revisionText(db, member, current.revisionId))
  let start = -1
  for (let seen = 0; text && seen < occurrence; seen += 1) {
    start = text.indexOf(quote, start + 1)
    if (start < 0) break
  }
  if (!current || !text || start < 0) throw new Error(`“${quote.slice(0, 60)}” does not stand in ${document}`)
  return { ...current, ...cutSpan(text, { start, end: start + quote.length }) }
}
