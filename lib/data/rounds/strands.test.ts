import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Prisma } from '@/generated/prisma/client'
import { newId } from '@/lib/data/database/ids'
import { verdictOwners } from '@/lib/data/threads/visible-comment'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'
import { amongOverlays } from '../annotations/overlays'
import { visibleAnnotation } from '../annotations/visibility'
import { amongVerdicts } from '../review/verdict-strands'
import { amongNotifications, visibleNotification } from '../threads/notifications'
import { blindRoundIdsOf } from './load-veil'
import { notVeiled } from './veil-condition'

// What is read by strands and overlays is what would be shown row by row: they say what need not be looked at, and never what is shown.

const { db } = await freshDatabase()
const { lead, coder, reviewer, reader, projectId, path } = await team(db, apiOn(db), ['coder', 'reviewer', 'reader'])
const people = [lead, coder, reviewer, reader].map(({ id }) => id)
const documents: { id: string; revisionId: string }[] = []
for (const title of ['One', 'Two']) {
  const { document, revision } = (
    await lead.call('POST', `${path}/documents`, { title, text: 'The sea came in twice.' })
  ).body
  documents.push({ id: document.id, revisionId: revision.id })
}
const index = fc.nat(1)
const person = fc.nat(people.length - 1)
const world = fc.record({
  rounds: fc.array(
    fc.record({
      visibility: fc.constantFrom('until-own-submit', 'until-all-submit', 'open'),
      tasks: fc.uniqueArray(fc.record({ document: index, coder: person, isSubmitted: fc.boolean() }), {
        maxLength: 4,
        selector: ({ document, coder: who }) => `${document} ${who}`,
      }),
    }),
    { minLength: 2, maxLength: 2 },
  ),
  marks: fc.array(fc.record({ document: index, round: fc.option(index), author: person, isShared: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
  }),
  verdicts: fc.array(
    fc.record({
      document: index,
      round: fc.option(index),
      by: person,
      coders: fc.uniqueArray(person, { minLength: 1 }),
    }),
    { maxLength: 5 },
  ),
  made: fc.array(fc.record({ round: index, by: person }), { maxLength: 3 }),
})

test('law: read by strands and overlays, passages, verdicts and notifications are those that exist row by row', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (drawn) => {
      await store(drawn)
      for (const userId of people) {
        const member = { projectId, userId, blindRoundIds: await blindRoundIdsOf(db, userId) } as Parameters<
          typeof amongVerdicts
        >[1]
        const rows = async (sql: Prisma.Sql) =>
          (await db.$queryRaw<{ id: string }[]>(sql)).map(({ id }) => id).toSorted()
        const verdicts = Prisma.sql`SELECT v.id FROM "Verdict" v WHERE v."projectId" = ${projectId}::uuid ${notVeiled(member, { project: Prisma.sql`v."projectId"`, document: Prisma.sql`v."documentId"`, author: Prisma.sql`v."createdById"`, ...verdictOwners })}`
        const marks = Prisma.sql`SELECT a.id FROM "Annotation" a WHERE a."projectId" = ${projectId}::uuid AND ${visibleAnnotation(member)}`
        const told = Prisma.sql`SELECT n.id FROM "Notification" n WHERE ${visibleNotification(member)}`
        for (const [all, among] of [
          [verdicts, await amongVerdicts(db, member)],
          [marks, await amongOverlays(db, member)],
          [told, await amongNotifications(db, member)],
        ] as const)
          expect(await rows(Prisma.sql`${all}${among}`)).toEqual(await rows(all))
      }
    }),
    { numRuns: 25, seed: 20261129 },
  )
})

type World = typeof world extends fc.Arbitrary<infer T> ? T : never

/** Stores a world in the place of the last one, and tells everybody of everything that others did. */
async function store({ rounds, marks, verdicts, made }: World): Promise<void> {
  const at = { where: { projectId } }
  for (const table of [
    'notification',
    'comment',
    'proposal',
    'annotation',
    'verdict',
    'overlay',
    'tag',
    'round',
  ] as const)
    await (db[table] as unknown as { deleteMany: (where: object) => Promise<unknown> }).deleteMany(at)
  const who = (n: number) => people[n] ?? ''
  const doc = (n: number) => ({ documentId: documents[n]?.id ?? '', revisionId: documents[n]?.revisionId ?? '' })
  const ids = rounds.map(newId)
  const round = (n: number | null) => (n === null ? null : (ids[n] ?? null))
  await db.round.createMany({
    data: rounds.map(({ visibility }, n) => ({
      projectId,
      id: ids[n] ?? '',
      name: `R${n}`,
      visibility,
      codebookVersion: 0,
      codebook: [],
      createdById: lead.id,
    })),
  })
  await db.roundTask.createMany({
    data: rounds.flatMap(({ tasks }, n) =>
      tasks.map(({ document, coder: c, isSubmitted }) => ({
        projectId,
        roundId: ids[n] ?? '',
        documentId: doc(document).documentId,
        coderId: who(c),
        submittedAt: isSubmitted ? new Date() : null,
      })),
    ),
  })
  const said: { subjectType: string; subjectId: string; documentId: string | null; authorId: string }[] = []
  const passage = { prefix: '', suffix: '', quote: 'The', projectId }
  for (const mark of marks) {
    const id = newId()
    await db.annotation.create({
      data: {
        ...passage,
        ...doc(mark.document),
        id,
        start: 0,
        end: 3,
        authorId: who(mark.author),
        roundId: round(mark.round),
        visibility: mark.isShared ? 'shared' : 'private',
      },
    })
    said.push({ subjectType: 'annotation', subjectId: id, ...only(doc(mark.document)), authorId: who(mark.author) })
  }
  for (const [n, { document, round: of, by, coders }] of verdicts.entries()) {
    const [id, annotationId] = [newId(), newId()]
    const given = { ...doc(document), roundId: round(of), start: n, end: n + 3 }
    await db.verdict.create({
      data: { ...given, projectId, id, coderIds: coders.map(who), outcome: 'edited', createdById: who(by) },
    })
    await db.annotation.create({
      data: {
        ...passage,
        ...given,
        id: annotationId,
        authorId: who(by),
        verdictId: id,
        layer: 'consensus',
        visibility: 'shared',
      },
    })
    await db.verdictPassage.create({ data: { projectId, verdictId: id, annotationId, tagIds: [] } })
    for (const subject of [
      { subjectType: 'verdict', subjectId: id },
      { subjectType: 'annotation', subjectId: annotationId },
    ])
      said.push({ ...subject, ...only(doc(document)), authorId: who((by + n) % people.length) })
    await tell({ verdictId: id }, who(by))
  }
  for (const { round: of, by } of made) {
    const [tagId, proposalId] = [newId(), newId()]
    const where = { projectId, blindRoundId: round(of) }
    await db.tag.create({
      data: { ...where, id: tagId, name: tagId, colour: '#123456', position: 0, createdById: who(by) },
    })
    await db.proposal.create({
      data: { ...where, id: proposalId, kind: 'create', wanted: { name: 'New' }, reason: '', proposedById: who(by) },
    })
    said.push({ subjectType: 'tag', subjectId: tagId, documentId: null, authorId: who(by) })
    await tell({ proposalId }, who(by))
  }
  for (const comment of said) {
    const id = newId()
    await db.comment.create({ data: { ...comment, projectId, id, body: { type: 'doc' }, text: '' } })
    await tell({ commentId: id }, comment.authorId)
  }
}

const only = ({ documentId }: { documentId: string }) => ({ documentId })

async function tell(about: Record<string, string>, actorId: string): Promise<void> {
  await db.notification.createMany({
    data: people
      .filter((id) => id !== actorId)
      .map((userId) => ({ ...about, projectId, id: newId(), userId, actorId, kind: 'mention' })),
  })
}
