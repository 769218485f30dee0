import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Prisma } from '@/generated/prisma/client'
import { listAnnotations } from '@/lib/data/annotations/list'
import { newId } from '@/lib/data/database/ids'
import { isMadeUnseen, isVeiled } from '@/lib/domain/rounds/veil'
import { memberByEmail } from '@/lib/services/projects/member-of'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team } from '@/testing/team'
import { amongProposals, amongTags, visibleProposal, visibleTag, visibleTagId, visibleTagWhere } from './hidden-tags'
import { loadVeil } from './load-veil'

const { db } = await freshDatabase()
const api = apiOn(db)

// Small numbers, so that by chance everything meets everything: two documents, three coders, a lead who does not code, three rounds.
const drawnRound = fc.record({
  visibility: fc.constantFrom('open', 'until-own-submit', 'until-all-submit'),
  state: fc.constantFrom('live', 'live', 'live', 'opened', 'closed', 'binned'),
  tasks: fc.array(fc.record({ document: fc.nat(1), coder: fc.nat(2), isSubmitted: fc.boolean() }), {
    minLength: 1,
    maxLength: 8,
  }),
})
const drawnMaking = fc.record({ maker: fc.nat(2), round: fc.option(fc.nat(2)) })
const drawnMark = fc.record({ document: fc.nat(1), author: fc.nat(2), round: fc.option(fc.nat(2)) })

test('law: what the statements of lib/data leave out is what the domain calls veiled, for everybody and any rounds', async () => {
  const { lead, projectId, path } = await team(db, api, [])
  const coders = [await person(db, api, 'Ana'), await person(db, api, 'Ben'), await person(db, api, 'Cy')]
  for (const { id } of coders) await db.membership.create({ data: { projectId, userId: id, role: 'coder' } })
  const documents: { id: string; revisionId: string }[] = []
  for (const title of ['One', 'Two'])
    documents.push(
      (await lead.call('POST', `${path}/documents`, { title, text: 'The sea came in twice.' })).body.document,
    )
  const emails = new Map(
    (await db.user.findMany({ select: { id: true, email: true } })).map((user) => [user.id, user.email]),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(drawnRound, { minLength: 1, maxLength: 3 }),
      fc.array(drawnMark, { minLength: 4, maxLength: 12 }),
      fc.array(drawnMaking, { minLength: 2, maxLength: 6 }),
      async (rounds, marks, makings) => {
        await db.annotation.deleteMany({ where: { projectId } })
        await db.tag.deleteMany({ where: { projectId } })
        await db.proposal.deleteMany({ where: { projectId } })
        await db.round.deleteMany({ where: { projectId } })
        const now = new Date()
        const roundIds = rounds.map(() => newId())
        for (const [i, { visibility, state, tasks }] of rounds.entries()) {
          const id = roundIds[i] ?? ''
          const ended = {
            ...(state === 'opened' && { openedAt: now, openedById: lead.id }),
            ...(state === 'closed' && { closedAt: now }),
            ...(state === 'binned' && { deletedAt: now }),
          }
          await db.round.create({
            data: {
              projectId,
              id,
              name: `Round ${i}`,
              visibility,
              codebookVersion: 0,
              codebook: [],
              createdById: lead.id,
              ...ended,
            },
          })
          const rows = tasks.map((task) => ({
            projectId,
            roundId: id,
            documentId: documents[task.document]?.id ?? '',
            coderId: coders[task.coder]?.id ?? '',
            submittedAt: task.isSubmitted ? now : null,
          }))
          await db.roundTask.createMany({ data: rows, skipDuplicates: true })
        }
        const made = marks.map(({ document, author, round }) => ({
          id: newId(),
          documentId: documents[document]?.id ?? '',
          revisionId: documents[document]?.revisionId ?? '',
          authorId: coders[author]?.id ?? '',
          roundId: round === null ? null : (roundIds[round] ?? null),
        }))
        await db.annotation.createMany({
          data: made.map((row) => ({
            ...row,
            projectId,
            start: 0,
            end: 3,
            quote: 'The',
            prefix: '',
            suffix: '',
            visibility: 'shared',
          })),
        })
        const invented = makings.map(({ maker, round }) => ({
          id: newId(),
          makerId: coders[maker]?.id ?? '',
          roundId: round === null ? null : (roundIds[round] ?? null),
        }))
        for (const { id, makerId, roundId: blindRoundId } of invented) {
          const row = { projectId, id, blindRoundId }
          await db.tag.create({ data: { ...row, name: id, colour: '#123456', position: 0, createdById: makerId } })
          await db.proposal.create({ data: { ...row, kind: 'create', wanted: {}, proposedById: makerId } })
        }
        for (const { id } of [lead, ...coders]) {
          const member = await memberByEmail(db, emails.get(id) ?? '', projectId)
          if (!member) throw new Error('Everybody here is a member')
          const veil = await loadVeil(db, member)
          const expected = made
            .filter(
              (row) =>
                row.authorId === id ||
                !isVeiled(veil, { documentId: row.documentId, roundId: row.roundId, ownerId: row.authorId }),
            )
            .map((row) => row.id)
          const shown = await listAnnotations(db, member, {}, 'created', { limit: 100, total: 'true' })
          expect(shown.items.map((row) => row.id).toSorted()).toEqual(expected.toSorted())
          expect(shown.total).toBe(expected.length)
          const there = invented
            .filter(
              ({ roundId, makerId }) => roundId === null || !isMadeUnseen({ userId: id, veil }, { roundId, makerId }),
            )
            .map((row) => row.id)
            .toSorted()
          const project = Prisma.sql`${projectId}::uuid`
          for (const question of [
            Prisma.sql`SELECT t.id FROM "Tag" t WHERE t."projectId" = ${project}${visibleTag(member, 't')}`,
            Prisma.sql`SELECT t.id FROM "Tag" t WHERE t."projectId" = ${project}${await amongTags(db, member)}`,
            Prisma.sql`SELECT t.id FROM "Tag" t WHERE t."projectId" = ${project}${visibleTagId(member, Prisma.sql`t.id`, project)}`,
            Prisma.sql`SELECT q.id FROM "Proposal" q WHERE q."projectId" = ${project}${visibleProposal(member)}`,
            Prisma.sql`SELECT q.id FROM "Proposal" q WHERE q."projectId" = ${project}${await amongProposals(db, member)}`,
          ])
            expect((await db.$queryRaw<{ id: string }[]>(question)).map((row) => row.id).toSorted()).toEqual(there)
          const where = { projectId, ...(await visibleTagWhere(db, member)) }
          expect((await db.tag.findMany({ where, select: { id: true } })).map((row) => row.id).toSorted()).toEqual(
            there,
          )
        }
      },
    ),
    { numRuns: 40, seed: 20261122 },
  )
})
