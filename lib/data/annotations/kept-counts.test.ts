import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { countPart, uncountedProjects } from '@/lib/data/annotations/count-anew'
import { keptCounts, readKeptCounts } from '@/lib/data/annotations/kept-counts'
import { listTags } from '@/lib/data/codebook/tags'
import type { Database, Transaction } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { listDocuments } from '@/lib/data/documents/documents'
import { listMembers } from '@/lib/data/projects/members'
import { getProject, listProjects } from '@/lib/data/projects/projects'
import { listThemes } from '@/lib/data/themes/themes'
import type { Member } from '@/lib/domain/access/viewer'
import type { AnnotationFilter } from '@/lib/schemas/annotation'
import { keepCounts, recount } from '@/lib/services/annotations/keep-counts'
import { checkInstance } from '@/lib/services/backup/check-instance'
import { memberByEmail } from '@/lib/services/projects/member-of'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Answer, type Caller } from '@/testing/team'
import { countExcerpts } from './excerpts'
import { selection } from './conditions'
import { everyPassage, setOf } from './counted-sets'

const { db } = await freshDatabase()
const api = apiOn(db)
const text = 'Salt came before the sea did, and nobody on the coast wrote down why it had.'

interface World {
  people: Caller[]
  path: string
  projectId: string
  documentIds: string[]
  tagIds: string[]
  themeIds: string[]
  annotationIds: string[]
}

async function made(): Promise<World> {
  const { lead, coder, reviewer, path, projectId } = await team(db, api, ['coder', 'reviewer'])
  const documentIds: string[] = []
  for (const title of ['One', 'Two', 'Three'])
    documentIds.push((await lead.call('POST', `${path}/documents`, { title, text })).body.document.id)
  const tag = async (name: string, parentId?: string) =>
    (await lead.call('POST', `${path}/tags`, { name, parentId })).body.id as string
  const [water, people] = [await tag('Water'), await tag('People')]
  const tagIds = [water, people, await tag('Salt', water), await tag('Sea', water)]
  const theme = await lead.call('POST', `${path}/themes`, { name: 'Coast', tagIds: [water, people] })
  return {
    people: [lead, coder, reviewer],
    path,
    projectId,
    documentIds,
    tagIds,
    themeIds: [theme.body.id],
    annotationIds: [],
  }
}

async function memberOf({ projectId }: World, { id }: Caller): Promise<Member> {
  const { email } = await db.user.findUniqueOrThrow({ where: { id }, select: { email: true } })
  const member = await memberByEmail(db, email, projectId)
  if (!member) throw new Error('No member')
  return member
}

/** Every count that this person is told. */
async function told(tx: Transaction, world: World, member: Member) {
  const page = { limit: 50, total: 'true' } as const
  const filters: AnnotationFilter[] = [
    {},
    { layer: 'coder' },
    ...world.tagIds.slice(0, 5).flatMap((id) => [{ tagIds: [id] }, { underTagId: id, exact: true }]),
    ...world.themeIds.map((themeId) => ({ themeId })),
    ...world.people.flatMap(({ id }) => [{ authorIds: [id] }, { authorIds: [id], tagIds: world.tagIds.slice(0, 1) }]),
    ...world.documentIds.map((id) => ({ documentIds: [id], layer: 'coder' as const })),
  ]
  const totals: number[] = []
  for (const filter of filters)
    totals.push(await countExcerpts(tx, member, filter, await selection(tx, member, filter), { by: 'document' }))
  const branch = { tagIds: world.tagIds.slice(0, 1) }
  totals.push(await countExcerpts(tx, member, branch, await selection(tx, member, branch), { by: 'tag' }))
  return {
    totals,
    tags: (await listTags(tx, member)).map((tag) => [tag.name, tag.annotationCount, tag.totalCount]),
    themes: (await listThemes(tx, member)).map(({ name, counts, spread }) => ({ name, counts, spread })),
    members: (await listMembers(tx, member, page)).items.map((row) => [row.user.name, row.annotationCount]),
    documents: (await listDocuments(tx, member, page)).items.map((row) => [row.title, row.annotationCount]),
    project: (await getProject(tx, member))?.counts,
    projects: (await listProjects(tx, member, page)).items.map((row) => row.counts),
  }
}

/** The same as somebody is told who knows no kept counts; nothing stays changed. */
async function toldAnew(world: World, member: Member) {
  const undone = new Error('undone')
  let answer: Awaited<ReturnType<typeof told>> | undefined
  await db
    .$transaction(async (tx) => {
      await tx.$executeRaw`DELETE FROM "CountedSet"`
      answer = await told(tx, world, member)
      throw undone
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error
    })
  return answer
}

async function expectExact(world: World): Promise<void> {
  for (const person of world.people) {
    const member = await memberOf(world, person)
    expect(await told(db, world, member), person.name).toEqual(await toldAnew(world, member))
  }
}

/** One random event, told by numbers so that fast-check can shrink it. */
interface Drawn {
  kind: (typeof kinds)[number]
  who: number
  a: number
  b: number
}
const kinds = [
  ...(['mark', 'mark', 'mark', 'tag', 'tag', 'hide', 'delete', 'bulk', 'revert', 'bin', 'merge', 'move'] as const),
  ...(['newTag', 'theme', 'correct', 'blind', 'purge', 'part', 'count'] as const),
]
const drawn = fc.record<Drawn>({
  kind: fc.constantFrom(...kinds),
  who: fc.nat(2),
  a: fc.nat(11),
  b: fc.nat(11),
})

const at = <T>(list: readonly T[], i: number): T | undefined => list[i % Math.max(1, list.length)]

// What an event finds done already it is refused, and that is as good an event as another.
async function event(world: World, { kind, who, a, b }: Drawn): Promise<unknown> {
  const { path, projectId, documentIds, tagIds, annotationIds } = world
  const [lead] = world.people
  const person = at(world.people, who)
  const [documentId, annotation, tag, other] = [at(documentIds, a), at(annotationIds, a), at(tagIds, b), at(tagIds, a)]
  if (!person || !lead) return
  const call = (method: string, to: string, body?: object): Promise<Answer> =>
    person.call(method, `${path}/${to}`, body)
  switch (kind) {
    case 'mark': {
      const id = newId()
      annotationIds.push(id)
      const visibility = b % 3 === 0 ? 'private' : 'shared'
      const tags = [...new Set([tag, ...(a % 2 ? [other] : [])])]
      return call('POST', 'annotations', {
        id,
        documentId,
        start: a,
        end: a + 5 + b,
        tagIds: b > 9 ? [] : tags,
        visibility,
      })
    }
    case 'tag':
      return call('PATCH', `annotations/${annotation}`, { tagIds: a % 3 ? [tag] : [...new Set([tag, other])] })
    case 'hide':
      return call('PATCH', `annotations/${annotation}`, { visibility: b % 2 ? 'private' : 'shared' })
    case 'delete':
      return call('DELETE', `annotations/${annotation}`)
    case 'bulk':
      return call('POST', 'annotations/bulk', {
        action: b % 2 ? 'tag' : 'delete',
        items: annotationIds.slice(a % 3, 4).map((id) => (b % 2 ? { id, add: [tag], remove: [other] } : { id })),
      })
    case 'revert': {
      const events = await lead.call('GET', `${path}/events?limit=20`)
      return lead.call('POST', `${path}/events/${at(events.body.items as { seq: number }[], a)?.seq}/revert`)
    }
    case 'bin':
      return b % 2
        ? lead.call('DELETE', `${path}/documents/${documentId}`)
        : lead.call('POST', `${path}/bin/document/${documentId}/restore`)
    case 'merge':
      return b > 6 ? lead.call('POST', `${path}/tags/${other}/merge`, { intoId: tag }) : undefined
    case 'move':
      return lead.call('PATCH', `${path}/tags/${other}`, { parentId: a % 2 ? tag : null })
    case 'newTag': {
      const answer = await lead.call('POST', `${path}/tags`, { name: `Tag ${newId()}`, parentId: tag })
      if (answer.status === 201) tagIds.push(answer.body.id)
      return answer
    }
    case 'theme':
      return lead.call('PATCH', `${path}/themes/${world.themeIds[0]}`, { tagIds: [...new Set([tag, other])] })
    case 'correct': {
      const { body } = await lead.call('GET', `${path}/documents/${documentId}`)
      return lead.call('POST', `${path}/documents/${documentId}/revisions`, {
        baseRevisionId: body?.revisionId,
        text: text.slice(a),
      })
    }
    case 'blind': {
      const open = await db.round.findFirst({
        where: { projectId, closedAt: null, openedAt: null },
        select: { id: true },
      })
      return open
        ? lead.call('PATCH', `${path}/rounds/${open.id}`, { opened: true })
        : lead.call('POST', `${path}/rounds`, {
            name: newId(),
            documentIds: [documentId],
            coderIds: world.people.map(({ id }) => id),
            visibility: 'until-all-submit',
          })
    }
    case 'purge':
      await db.document.updateMany({ where: { projectId, deletedAt: { not: null } }, data: { deletedAt: new Date(0) } })
      return lead.call('DELETE', `${path}/bin/document/${documentId}`)
    case 'part':
      return countPart(db, projectId)
    case 'count':
      return keepCounts(db, () => false, { whole: true })
  }
}

describe('kept counts', () => {
  test('are what counting anew tells everybody, whatever was done and however much of it is counted', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(drawn, { minLength: 1, maxLength: 3 }), { minLength: 3, maxLength: 6 }),
        async (rounds) => {
          const world = await made()
          await keepCounts(db, () => false, { whole: true })
          for (const events of rounds) {
            await Promise.all(events.map((one) => event(world, one)))
            await expectExact(world)
          }
          await keepCounts(db, () => false, { whole: true })
          await expectExact(world)
          expect((await checkInstance(db)).faults).toEqual([])
        },
      ),
      { numRuns: 4 },
    ))
})

describe('in a project with counts', () => {
  let world: World
  let member: Member
  beforeEach(async () => {
    world = await made()
    const [lead] = world.people
    if (!lead) throw new Error('Nobody leads')
    for (const [i, tagId] of world.tagIds.entries())
      await event(world, { kind: 'mark', who: i % 3, a: i, b: world.tagIds.indexOf(tagId) + 1 })
    await keepCounts(db, () => false, { whole: true })
    member = await memberOf(world, lead)
  })
  const asked = () => ({
    projectIds: [world.projectId],
    sets: [everyPassage, ...world.tagIds.map((id) => setOf([id]))],
    per: 'set' as const,
  })

  test('every set that is asked for is kept, and nothing waits', async () => {
    expect(await uncountedProjects(db)).toEqual([])
    expect(await readKeptCounts(db, member, asked())).toHaveLength(5)
  })

  test('a reader from whom a round hides something is told none', () => {
    expect(() => keptCounts({ ...member, blindRoundIds: [newId()] }, asked())).toThrow('blind')
  })

  test.each<[string, (db: Database) => Promise<number>, string]>([
    [
      'a count',
      (tx) =>
        tx.$executeRaw`UPDATE "KeptCount" SET count = count + 1 WHERE "setId" = ${everyPassage.id}::uuid AND per = 'document'`,
      'count-differs',
    ],
    ['a count that is gone', (tx) => tx.$executeRaw`DELETE FROM "KeptCount" WHERE per = 'author'`, 'count-differs'],
    [
      'a passage that is counted elsewhere',
      (tx) => tx.$executeRaw`UPDATE "CountedPassage" SET "tagIds" = '{}' WHERE "tagIds" <> '{}'`,
      'passage-counted-otherwise',
    ],
    [
      'a passage that is not counted',
      (tx) => tx.$executeRaw`DELETE FROM "CountedPassage"`,
      'passage-counted-otherwise',
    ],
    [
      'a change of which nothing says that it is to be counted',
      async (tx) => {
        await tx.$executeRaw`UPDATE "Annotation" SET visibility = 'private' WHERE visibility = 'shared'`
        return tx.$executeRaw`DELETE FROM "Uncounted"`
      },
      'passage-counted-otherwise',
    ],
  ])('%s is found by the doctor and mended by counting anew', async (_, spoil, kind) => {
    await spoil(db)
    const kinds = new Set((await checkInstance(db)).faults.map((fault) => fault.kind))
    expect([...kinds]).toContain(kind)
    await recount(db)
    expect((await checkInstance(db)).faults).toEqual([])
    await expectExact(world)
  })
})
