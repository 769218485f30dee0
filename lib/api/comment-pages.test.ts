import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { rowsTouched } from '@/testing/rows-touched'
import { apiOn, person, team, type Caller } from '@/testing/team'

// A project's comments thread by thread: the same rows in pages of any size, and each page at the cost of a page, wherever it is.

const { db } = await freshDatabase()
const api = apiOn(db)

let lead: Caller, ana: Caller, ben: Caller
let path: string, projectId: string
let documentIds: string[], tag: string

beforeAll(async () => {
  const made = await team(db, api)
  ;({ lead, coder: ana, path, projectId } = made)
  ben = await person(db, api, 'Ben')
  await db.membership.create({ data: { projectId, userId: ben.id, role: 'coder' } })
  documentIds = []
  for (const title of ['Wells', 'Nets', 'Boats']) {
    const { body } = await lead.call('POST', `${path}/documents`, { title, text: 'Salt came into the wells.' })
    documentIds.push(body.document.id)
  }
  tag = (await lead.call('POST', `${path}/tags`, { name: 'Water' })).body.id
})

/** As many threads as `count` says, on documents and a tag, by two people, some at one time: each third without a reply, each fifth in the bin. */
async function discuss(count: number): Promise<void> {
  await db.$executeRaw`
    WITH threads AS (
      INSERT INTO "Comment" ("projectId", id, "subjectType", "subjectId", "documentId", "authorId", body, text, "createdAt", "deletedAt", "resolvedAt", "resolvedById")
      SELECT ${projectId}::uuid, gen_random_uuid(), CASE WHEN n % 4 = 0 THEN 'tag' ELSE 'document' END,
        CASE WHEN n % 4 = 0 THEN ${tag}::uuid ELSE (${documentIds}::uuid[])[n % 4] END, CASE WHEN n % 4 > 0 THEN (${documentIds}::uuid[])[n % 4] END,
        CASE WHEN n % 2 = 0 THEN ${ana.id}::uuid ELSE ${ben.id}::uuid END, '{"type":"doc","content":[]}', 'First', '2026-01-01'::timestamptz + (n / 3) * interval '1 minute',
        CASE WHEN n % 5 = 0 THEN now() END, CASE WHEN n % 7 = 0 THEN now() END, CASE WHEN n % 7 = 0 THEN ${ana.id}::uuid END
      FROM generate_series(1, ${count}::int) n RETURNING *
    )
    INSERT INTO "Comment" ("projectId", id, "subjectType", "subjectId", "documentId", "parentId", "authorId", body, text, "createdAt")
    SELECT "projectId", gen_random_uuid(), "subjectType", "subjectId", "documentId", id, ${ben.id}::uuid, '{"type":"doc","content":[]}', 'Reply', "createdAt" + (r / 2) * interval '1 hour'
    FROM (SELECT t.*, row_number() OVER () AS n FROM threads t) t, generate_series(1, 4) r WHERE n % 3 > 0 AND r <= 1 + n % 4`
  await db.$executeRaw`ANALYZE "Comment"` // As autovacuum would: the planner knows how much there is.
}

/** The ids of a list by threads, in pages of `limit`. */
async function walk(who: Caller, query: string, limit: number): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const { status, body } = await who.call(
      'GET',
      `${path}/comments?order=thread&${query}&limit=${limit}${cursor && `&cursor=${cursor}`}`,
    )
    expect(status).toBe(200)
    ids.push(...body.items.map(({ id }: { id: string }) => id))
    cursor = body.nextCursor
  }
  return ids
}

/** The same by what is asked for, from all that there is. */
async function naive(isMeant: (comment: Row, thread: Row) => boolean): Promise<string[]> {
  const all: Row[] = await db.comment.findMany({ where: { projectId } })
  const byId = new Map(all.map((row) => [row.id, row]))
  const hasReply = new Set(all.map(({ parentId }) => parentId))
  const threadOf = (row: Row) => byId.get(row.parentId ?? row.id) ?? row
  const key = (row: Row) => {
    const thread = threadOf(row)
    const parts = [thread.createdAt.toISOString(), thread.id, row.parentId === null ? 0 : 1]
    return [...parts, row.createdAt.toISOString(), row.id].join(' ')
  }
  return all
    .filter((row) => (row.deletedAt === null || hasReply.has(row.id)) && isMeant(row, threadOf(row)))
    .toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
    .map(({ id }) => id)
}

type Row = NonNullable<Awaited<ReturnType<typeof db.comment.findFirst>>>

describe('comments thread by thread', () => {
  beforeEach(async () => {
    await db.comment.deleteMany({ where: { projectId, parentId: { not: null } } })
    await db.comment.deleteMany({ where: { projectId } })
  })

  test('are the same rows once each in pages of any size, in the order of threads', async () => {
    await discuss(60)
    const seen: [string, (comment: Row, thread: Row) => boolean][] = [
      ['', () => true],
      [`documentId=${documentIds[1]}`, (row) => row.documentId === documentIds[1]],
      [`subjectType=tag&subjectId=${tag}`, (row) => row.subjectId === tag],
      ['state=resolved', (_, thread) => thread.resolvedAt !== null],
      [
        `state=open&documentId=${documentIds[0]}`,
        (row, thread) => thread.resolvedAt === null && row.documentId === documentIds[0],
      ],
      [`authorId=${ben.id}`, (row) => row.authorId === ben.id && row.deletedAt === null],
      ['replies=false', (row) => row.parentId === null],
    ]
    for (const [query, isMeant] of seen) {
      const wanted = await naive(isMeant)
      expect(wanted.length, query).toBeGreaterThan(10)
      for (const limit of [3, 7, 500]) expect(await walk(lead, query, limit), `${query} by ${limit}`).toEqual(wanted)
    }
  })

  test('cost what a page costs, however many there are before it and after it', async () => {
    const cost = async (query: string) => {
      const ids = await walk(lead, query, 500)
      const middle = await pageAt(query, ids.length)
      const { answer, work } = await rowsTouched(() => lead.call('GET', middle))
      expect(answer.status).toBe(200)
      return work.reduce((sum, { rows }) => sum + rows, 0)
    }
    const pageAt = async (query: string, count: number) => {
      const list = `${path}/comments?order=thread&total=false&${query}`
      const { body } = await lead.call('GET', `${list}&limit=${Math.min(500, Math.floor(count / 2))}`)
      return `${list}&limit=10&cursor=${body.nextCursor}`
    }
    await discuss(150)
    const before = await cost('')
    await discuss(1_500)
    const after = await cost('')
    expect(after).toBeLessThan(1.5 * before + 100)
  })

  test('are the same to whoever codes a document blind and sees of its talk their own alone', async () => {
    await discuss(60)
    await lead.call('POST', `${path}/rounds`, {
      name: 'Blind',
      visibility: 'until-own-submit',
      documentIds: [documentIds[0]],
      coderIds: [ana.id],
    })
    const wanted = await naive((row) => row.documentId !== documentIds[0] || row.authorId === ana.id)
    for (const limit of [3, 7, 500]) expect(await walk(ana, '', limit), `blind by ${limit}`).toEqual(wanted)
  })
})
