import { describe, expect, test } from 'vitest'
import { Prisma } from '@/generated/prisma/client'
import { countPart } from '@/lib/data/annotations/count-anew'
import { made, questions, type World } from '@/testing/blind-world'
import { freshDatabase } from '@/testing/fresh-database'
import { rowsTouched, type Work } from '@/testing/rows-touched'
import { apiOn, type Caller } from '@/testing/team'

// What a round hides must not show in how long an answer takes. Time is noise; what makes it is counted: every way to read is walked with none and with many
// hidden annotations, and the rows that its statements read, thrown away or not, must be as many. The walk is that of the blindness test.

const { db } = await freshDatabase()
const api = apiOn(db)
const hidden = 2_000
const seen = 150

// A document that one codes blind, and the layers of a round that one does not code.
const worlds = [
  { name: 'a coder until she has submitted', visibility: 'until-own-submit', who: 'ana' },
  { name: 'a reader until all have submitted', visibility: 'until-all-submit', who: 'reader' },
] as const

test.each(worlds)('no answer costs $name more, however much is hidden', async ({ visibility, who }) => {
  const world = await made(db, api, visibility)
  await mark(world, world.ids.other, seen, null)
  await decide(world, world.ids.other, null)
  await tell(world, world[who], world.ids.other)
  await invent(world, { count: seen, maker: world.lead, roundId: null, told: world[who] })
  const before = await costs(world, world[who])
  await mark(world, world.ids.d, hidden, world.ids.r)
  await attend(world, visibility === 'until-own-submit')
  await decide(world, world.ids.d, world.ids.r)
  await tell(world, world[who], world.ids.d)
  await invent(world, { count: hidden, maker: world.ben, roundId: world.ids.r, told: world[who] })
  const after = await costs(world, world[who])
  expect([...after].flatMap(([address, work]) => grown(address, before.get(address) ?? [], work))).toEqual([])
  // Whose work it is, theirs costs: what is counted is there to be counted.
  const { work } = await rowsTouched(() => world.ben.call('GET', `${world.path}/annotations?tagId=${world.ids.t}`))
  expect(rowsOf(work)).toBeGreaterThan(hidden)
})

test('a project with its counts costs nobody more, however much a colleague keeps to themselves', async () => {
  const world = await made(db, api, 'open')
  const projectId = world.path.split('/')[2] ?? ''
  await mark(world, world.ids.other, seen, null)
  const cost = async () => {
    while ((await countPart(db, projectId)) === 'more');
    await db.$executeRaw`ANALYZE`
    const asked = [world.path, '/projects'].map((address) => async () => world.ana.call('GET', address))
    const work = []
    for (const ask of asked) work.push((await rowsTouched(ask)).work)
    return work
  }
  const before = await cost()
  await mark(world, world.ids.other, hidden, null, 'private')
  const after = await cost()
  expect(after.flatMap((work, i) => grown(world.path, before[i] ?? [], work))).toEqual([])
})

describe('the count of rows', () => {
  test('finds what a statement reads and throws away, in each loop of a plan', async () => {
    const { work } = await rowsTouched(
      () =>
        db.$queryRaw`SELECT 1 FROM generate_series(1, 3) n CROSS JOIN LATERAL (SELECT 1 FROM "User" u WHERE u.name = 'Ben' AND n > 0 OFFSET 0) u`,
    )
    const { length } = await db.user.findMany({ select: { id: true } })
    expect(rowsOf(work)).toBe(3 * length)
  })
})

async function costs(world: World, caller: Caller): Promise<Map<string, Work[]>> {
  await db.$executeRaw`ANALYZE` // As autovacuum would: the planner knows how much there is.
  const answers = new Map<string, Work[]>()
  for (const { address } of questions(world)) {
    const { answer, work } = await rowsTouched(() => caller.call('GET', address))
    // An answer that breaks off costs less than it should.
    expect([200, 403, 404, 422], `${address}: ${answer.text}`).toContain(answer.status)
    answers.set(address, work)
  }
  return answers
}

const rowsOf = (work: readonly Work[]) => work.reduce((sum, { rows }) => sum + rows, 0)

/** Another plan may read what is seen in another way: half as much again and a hundred rows are no count of two thousand. */
function grown(address: string, before: readonly Work[], after: readonly Work[]): string[] {
  if (rowsOf(after) <= 1.5 * rowsOf(before) + 100) return []
  const worst = after
    .map(({ rows, sql }, i) => ({ more: rows - (before[i]?.rows ?? 0), sql }))
    .toSorted((a, b) => b.more - a.more)[0]
  return [
    `${address}: ${rowsOf(before)} rows became ${rowsOf(after)}, ${worst?.more} of them in ${worst?.sql.replace(/\s+/g, ' ')}`,
  ]
}

/** Ben marks `count` passages of a document, each with two tags, a memo and a link from what everybody sees, as the application would have stored them. */
async function mark(
  { path, ids }: World,
  documentId: string,
  count: number,
  roundId: string | null,
  visibility: 'shared' | 'private' = 'shared',
): Promise<void> {
  const projectId = path.split('/')[2] ?? ''
  const { currentRevisionId } = await db.document.findFirstOrThrow({
    where: { projectId, id: documentId },
    select: { currentRevisionId: true },
  })
  await db.$executeRaw`
    WITH made AS (
      INSERT INTO "Annotation" ("projectId", id, "documentId", "revisionId", start, "end", quote, prefix, suffix, "authorId", "roundId", visibility)
      SELECT ${projectId}::uuid, gen_random_uuid(), ${documentId}::uuid, ${currentRevisionId}::uuid, n % 80, n % 80 + 4, 'Salt', '', '', ${ids.ben}::uuid, ${roundId}::uuid, ${visibility}::"Visibility"
      FROM generate_series(1, ${count}::int) n RETURNING id, start
    ), tagged AS (
      INSERT INTO "AnnotationTag" ("projectId", "annotationId", "tagId", "documentId", start, "createdById")
      SELECT ${projectId}::uuid, made.id, tag, ${documentId}::uuid, made.start, ${ids.ben}::uuid FROM made, unnest(${[ids.t, ids.into]}::uuid[]) tag
    ), memos AS (
      INSERT INTO "Memo" ("projectId", id, "subjectType", "subjectId", "documentId", "authorId", title, visibility)
      SELECT ${projectId}::uuid, gen_random_uuid(), 'annotation', made.id, ${documentId}::uuid, ${ids.ben}::uuid, 'Salt', ${visibility}::"Visibility" FROM made RETURNING id, "subjectId"
    ), written AS (
      INSERT INTO "Event" ("projectId", "actorId", type, "subjectId", "documentId", "ownerId", "roundId", shared, after)
      SELECT ${projectId}::uuid, ${ids.ben}::uuid, 'memo.created', memos.id, ${documentId}::uuid, ${ids.ben}::uuid, ${roundId}::uuid, ${visibility === 'shared'},
        jsonb_build_object('id', memos.id, 'visibility', ${visibility}::text, 'about', jsonb_build_array(jsonb_build_object('roundId', ${roundId}::uuid, 'coderIds', jsonb_build_array(${ids.ben}::uuid)))) FROM memos
    )
    INSERT INTO "Event" ("projectId", "actorId", type, "subjectId", "documentId", "ownerId", "roundId", shared, after)
    SELECT ${projectId}::uuid, ${ids.ben}::uuid, 'annotation.created', made.id, ${documentId}::uuid, ${ids.ben}::uuid, ${roundId}::uuid, ${visibility === 'shared'}, jsonb_build_object('id', made.id, 'visibility', ${visibility}::text) FROM made`
  await db.$executeRaw`
    WITH linked AS (
      INSERT INTO "Link" ("projectId", id, "fromType", "fromId", "fromDocumentId", "toType", "toId", "toDocumentId", kind, direction, "authorId")
      SELECT "projectId", gen_random_uuid(), 'annotation', ${ids.bens}::uuid, ${ids.other}::uuid, 'annotation', id, "documentId", 'Salt', 'one-way', "authorId" FROM "Annotation"
      WHERE "projectId" = ${projectId}::uuid AND "documentId" = ${documentId}::uuid AND "authorId" = ${ids.ben}::uuid AND layer = 'coder' AND id <> ${ids.bens}::uuid ON CONFLICT DO NOTHING RETURNING id
    )
    INSERT INTO "Event" ("projectId", "actorId", type, "subjectId", "documentId", "ownerId", "roundId", after)
    SELECT ${projectId}::uuid, ${ids.ben}::uuid, 'link.created', id, ${documentId}::uuid, ${ids.ben}::uuid, ${roundId}::uuid,
      jsonb_build_object('id', id, 'about', jsonb_build_array(jsonb_build_object('roundId', ${roundId}::uuid, 'documentId', ${documentId}::uuid, 'coderIds', jsonb_build_array(${ids.ben}::uuid)))) FROM linked`
}

/**
 * What Ben does about each of his hidden annotations: a star, an example, a comment with its edit; and as many comments on their document and on a stretch of
 * it, where the document is coded blind and hides those as well.
 */
async function attend({ path, ids }: World, isCodedBlind: boolean): Promise<void> {
  const projectId = path.split('/')[2] ?? ''
  await db.$executeRaw`
    WITH marked AS (
      SELECT id, "revisionId" FROM "Annotation" WHERE "projectId" = ${projectId}::uuid AND "documentId" = ${ids.d}::uuid AND "roundId" = ${ids.r}::uuid AND "authorId" = ${ids.ben}::uuid
    ), starred AS (
      INSERT INTO "Star" ("projectId", "annotationId", "userId") SELECT ${projectId}::uuid, id, ${ids.ben}::uuid FROM marked
    ), named AS (
      INSERT INTO "TagExample" ("projectId", "tagId", "annotationId", kind, "createdById") SELECT ${projectId}::uuid, ${ids.t}::uuid, id, 'example', ${ids.ben}::uuid FROM marked
    ), said AS (
      INSERT INTO "Comment" ("projectId", id, "subjectType", "subjectId", "documentId", "revisionId", start, "end", quote, "authorId", body, text)
      SELECT ${projectId}::uuid, gen_random_uuid(), 'annotation', id, ${ids.d}::uuid, NULL::uuid, NULL::int, NULL::int, NULL, ${ids.ben}::uuid, '{"type":"doc","content":[]}'::jsonb, 'Sesquipedal' FROM marked
      UNION ALL SELECT ${projectId}::uuid, gen_random_uuid(), 'document', ${ids.d}::uuid, ${ids.d}::uuid, NULL, NULL, NULL, NULL, ${ids.ben}::uuid, '{"type":"doc","content":[]}', 'Sesquipedal' FROM marked WHERE ${isCodedBlind}
      UNION ALL SELECT ${projectId}::uuid, gen_random_uuid(), 'stretch', ${ids.d}::uuid, ${ids.d}::uuid, "revisionId", 0, 4, 'Salt', ${ids.ben}::uuid, '{"type":"doc","content":[]}', 'Sesquipedal' FROM marked WHERE ${isCodedBlind} RETURNING id
    )
    INSERT INTO "CommentEdit" ("projectId", "commentId", version, body, text) SELECT ${projectId}::uuid, id, 1, '{"type":"doc","content":[]}', 'Before' FROM said`
}

/** What a reviewer decides about each of Ben's annotations of a document and round: a verdict, a passage of the consensus, and a comment on the verdict. */
async function decide({ path, ids, reviewer }: World, documentId: string, roundId: string | null): Promise<void> {
  const projectId = path.split('/')[2] ?? ''
  await db.$executeRaw`
    WITH marked AS (
      SELECT id, "revisionId", gen_random_uuid() AS "verdictId", gen_random_uuid() AS "passageId", (row_number() OVER ())::int AS n FROM "Annotation"
      WHERE "projectId" = ${projectId}::uuid AND "documentId" = ${documentId}::uuid AND "roundId" IS NOT DISTINCT FROM ${roundId}::uuid AND "authorId" = ${ids.ben}::uuid AND layer = 'coder' 
    ), decided AS (
      INSERT INTO "Verdict" ("projectId", id, "documentId", "revisionId", "roundId", start, "end", "coderIds", outcome, "acceptedCoderIds", "createdById")
      SELECT ${projectId}::uuid, "verdictId", ${documentId}::uuid, "revisionId", ${roundId}::uuid, n % 50, n % 50 + 1 + n / 50, ARRAY[${ids.ben}::uuid], 'accepted', ARRAY[${ids.ben}::uuid], ${reviewer.id}::uuid FROM marked
    ), fated AS (
      INSERT INTO "VerdictItem" ("projectId", "verdictId", "annotationId", version, fate) SELECT ${projectId}::uuid, "verdictId", id, 1, 'accepted' FROM marked
    ), agreed AS (
      INSERT INTO "Annotation" ("projectId", id, "documentId", "revisionId", start, "end", quote, prefix, suffix, "authorId", "roundId", visibility, layer, "verdictId")
      SELECT ${projectId}::uuid, "passageId", ${documentId}::uuid, "revisionId", n % 50, n % 50 + 1 + n / 50, 'Salt', '', '', ${reviewer.id}::uuid, ${roundId}::uuid, 'shared', 'consensus', "verdictId" FROM marked
    ), said AS (
      INSERT INTO "VerdictPassage" ("projectId", "verdictId", "annotationId", "tagIds") SELECT ${projectId}::uuid, "verdictId", "passageId", ARRAY[${ids.t}::uuid] FROM marked
    ), tagged AS (
      INSERT INTO "AnnotationTag" ("projectId", "annotationId", "tagId", "documentId", start, "createdById")
      SELECT ${projectId}::uuid, "passageId", ${ids.t}::uuid, ${documentId}::uuid, n % 50, ${reviewer.id}::uuid FROM marked
    )
    INSERT INTO "Comment" ("projectId", id, "subjectType", "subjectId", "documentId", "authorId", body, text)
    SELECT ${projectId}::uuid, gen_random_uuid(), 'verdict', "verdictId", ${documentId}::uuid, ${reviewer.id}::uuid, '{"type":"doc","content":[]}', 'Sesquipedal' FROM marked`
}

/** Whoever looks is told of every comment and verdict on a document, and sees of those that are hidden nothing until the round opens. */
async function tell({ path, reviewer }: World, { id }: Caller, documentId: string): Promise<void> {
  const projectId = path.split('/')[2] ?? ''
  await db.$executeRaw`
    INSERT INTO "Notification" ("projectId", id, "userId", kind, "actorId", "commentId", "verdictId")
    SELECT ${projectId}::uuid, gen_random_uuid(), ${id}::uuid, 'mention', c."authorId", c.id, NULL::uuid FROM "Comment" c WHERE c."projectId" = ${projectId}::uuid AND c."documentId" = ${documentId}::uuid AND c."authorId" <> ${id}::uuid
    UNION ALL SELECT ${projectId}::uuid, gen_random_uuid(), ${id}::uuid, 'verdict', ${reviewer.id}::uuid, NULL, v.id FROM "Verdict" v WHERE v."projectId" = ${projectId}::uuid AND v."documentId" = ${documentId}::uuid`
}

/**
 * What somebody adds to the codebook, shared or while coding blind: as many tags in use, tags in the bin, comments on tags and proposals as `count` says, with
 * the events of all of them; of the comments and proposals somebody is told.
 */
async function invent(
  { path, ids }: World,
  { count, maker, roundId, told }: { count: number; maker: Caller; roundId: string | null; told: Caller },
): Promise<void> {
  const projectId = path.split('/')[2] ?? ''
  await db.$executeRaw`
    INSERT INTO "Tag" ("projectId", id, name, colour, position, "createdById", "blindRoundId", "deletedAt")
    SELECT ${projectId}::uuid, gen_random_uuid(), 'Invented ' || n || ${maker.id}, '#123456', n, ${maker.id}::uuid, ${roundId}::uuid, CASE WHEN n > ${count} THEN now() END FROM generate_series(1, ${2 * count}::int) n`
  await db.$executeRaw`
    INSERT INTO "Proposal" ("projectId", id, kind, "tagId", wanted, "proposedById", "blindRoundId", state)
    SELECT ${projectId}::uuid, gen_random_uuid(), 'change', ${ids.t}::uuid, '{"name":"Invented"}', ${maker.id}::uuid, ${roundId}::uuid, CASE n % 2 WHEN 0 THEN 'open' ELSE 'withdrawn' END FROM generate_series(1, ${count}::int) n`
  await db.$executeRaw`
    INSERT INTO "Comment" ("projectId", id, "subjectType", "subjectId", "authorId", body, text)
    SELECT "projectId", gen_random_uuid(), 'tag', id, ${maker.id}::uuid, '{"type":"doc","content":[]}', 'Sesquipedal' FROM "Tag" WHERE "projectId" = ${projectId}::uuid AND "createdById" = ${maker.id}::uuid AND name LIKE 'Invented %' AND "deletedAt" IS NULL`
  const commented = Prisma.sql`"Comment" c WHERE c."projectId" = ${projectId}::uuid AND c."subjectType" = 'tag' AND c."authorId" = ${maker.id}::uuid`
  const proposed = Prisma.sql`"Proposal" q WHERE q."projectId" = ${projectId}::uuid AND q."proposedById" = ${maker.id}::uuid`
  await db.$executeRaw`
    INSERT INTO "Event" ("projectId", "actorId", type, "subjectId", after)
    SELECT ${projectId}::uuid, ${maker.id}::uuid, 'tag.created', t.id, jsonb_build_object('id', t.id, 'name', t.name) FROM "Tag" t WHERE t."projectId" = ${projectId}::uuid AND t."createdById" = ${maker.id}::uuid AND t.name LIKE 'Invented %'
    UNION ALL SELECT ${projectId}::uuid, ${maker.id}::uuid, 'proposal.created', q.id, '{"name":"Invented"}' FROM ${proposed}
    UNION ALL SELECT ${projectId}::uuid, ${maker.id}::uuid, 'comment.created', c.id, jsonb_build_object('subjectId', c."subjectId") FROM ${commented}`
  await db.$executeRaw`
    INSERT INTO "Notification" ("projectId", id, "userId", kind, "actorId", "commentId", "proposalId")
    SELECT ${projectId}::uuid, gen_random_uuid(), ${told.id}::uuid, 'mention', ${maker.id}::uuid, c.id, NULL::uuid FROM ${commented}
    UNION ALL SELECT ${projectId}::uuid, gen_random_uuid(), ${told.id}::uuid, 'proposed', ${maker.id}::uuid, NULL, q.id FROM ${proposed}`
}
