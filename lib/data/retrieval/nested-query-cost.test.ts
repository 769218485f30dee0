import { beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { made, type World } from '@/testing/blind-world'
import { rowsTouched } from '@/testing/rows-touched'
import { apiOn } from '@/testing/team'

// A relation within another is asked of many passages at once. What a round hides must not show in how long that takes: rows are counted, as where every reading
// route is walked, and here with enough of one’s own passages that the planner has a choice.

const { db } = await freshDatabase()
const api = apiOn(db)
const own = 40
const hidden = 4_000

const relations = [
  'OVERLAPS',
  'INSIDE',
  'WITHIN 2 SENTENCES OF',
  'FOLLOWED BY',
  'PRECEDED BY',
  'FOLLOWED WITHIN 3 PARAGRAPHS BY',
  'SAME DOCUMENT AS',
  'SAME @genre AS',
]
const queries = relations.flatMap((outer) =>
  relations.flatMap((inner) => [`${outer} (${inner} by:Ben)`, `${outer} (tag:Water NOT ${inner} tag:Brine)`]),
)

let world: World
beforeAll(async () => {
  world = await made(db, api, 'until-own-submit')
  await mark(world.ids.ana, own)
})

test('no relation within another costs a coder more, however much is hidden', async () => {
  const before = await costs()
  await mark(world.ids.ben, hidden)
  const after = await costs()
  const grown = queries.filter((query) => (after.get(query) ?? 0) > 1.5 * (before.get(query) ?? 0) + 100)
  expect(grown.map((query) => `${query}: ${before.get(query)} rows became ${after.get(query)}`)).toEqual([])
})

test('the passages of a text are not each compared with all others of it', async () => {
  const many = 1_000
  await mark(world.ids.ben, many)
  await db.$executeRaw`ANALYZE`
  const count = await db.annotation.count()
  const placed = [...relations.filter((one) => !one.startsWith('SAME')), 'ENCLOSES', 'PRECEDED WITHIN 1 SENTENCE BY']
  for (const query of [...placed.map((one) => `${one} tag:Brine`), 'FOLLOWED BY (PRECEDED BY tag:Brine)']) {
    const address = `${world.path}/annotations?limit=1&query=${encodeURIComponent(query)}`
    const { answer, work } = await rowsTouched(() => world.ben.call('GET', address))
    expect(answer.body.total, query).toBe(0)
    expect(work.reduce((sum, one) => sum + one.rows, 0) / count, query).toBeLessThan(40)
  }
})

async function costs(): Promise<Map<string, number>> {
  await db.$executeRaw`ANALYZE`
  const rows = new Map<string, number>()
  for (const query of queries) {
    const address = `${world.path}/annotations?limit=1&query=${encodeURIComponent(query)}`
    const { answer, work } = await rowsTouched(() => world.ana.call('GET', address))
    expect(answer.status, answer.text).toBe(200)
    rows.set(
      query,
      work.reduce((sum, one) => sum + one.rows, 0),
    )
  }
  return rows
}

async function mark(authorId: string, count: number): Promise<void> {
  const { path, ids } = world
  const projectId = path.split('/')[2] ?? ''
  await db.$executeRaw`
    WITH made AS (
      INSERT INTO "Annotation" ("projectId", id, "documentId", "revisionId", start, "end", quote, prefix, suffix, "authorId", "roundId", visibility)
      SELECT ${projectId}::uuid, gen_random_uuid(), ${ids.d}::uuid, ${ids.rev}::uuid, n % 80, n % 80 + 4, 'Salt', '', '', ${authorId}::uuid, ${ids.r}::uuid, 'shared'
      FROM generate_series(1, ${count}::int) n RETURNING id, start
    )
    INSERT INTO "AnnotationTag" ("projectId", "annotationId", "tagId", "documentId", start, "createdById")
    SELECT ${projectId}::uuid, made.id, ${ids.t}::uuid, ${ids.d}::uuid, made.start, ${authorId}::uuid FROM made`
}
