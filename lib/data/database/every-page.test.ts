import { expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { memberByEmail } from '@/lib/services/projects/member-of'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'
import { documentTitles } from '@/lib/data/documents/document-titles'
import { everyPage } from './every-page'
import { listRounds } from '@/lib/data/rounds/rounds'

const { db } = await freshDatabase()

test('a list of many pages comes whole, in order, and each of it once', async () => {
  const all = Array.from({ length: 1203 }, (_, i) => i)
  const asked: (string | undefined)[] = []
  const read = async ({ limit, cursor }: { limit: number; cursor?: string }) => {
    asked.push(cursor)
    const from = Number(cursor ?? 0)
    return { items: all.slice(from, from + limit), nextCursor: from + limit < all.length ? String(from + limit) : null }
  }
  expect(await everyPage(read)).toEqual(all)
  expect(asked).toEqual([undefined, '500', '1000'])
  expect(await everyPage(async () => ({ items: [], nextCursor: null }))).toEqual([])
})

test('more documents and rounds than a page holds are all there to be chosen', async () => {
  const api = apiOn(db)
  const { lead, projectId, path } = await team(db, api, [])
  const { body } = await lead.call('POST', `${path}/documents`, { title: 'Wells', text: 'Salt' })
  const [document, revision] = [
    await db.document.findFirstOrThrow({ where: { projectId } }),
    await db.revision.findFirstOrThrow({ where: { projectId } }),
  ]
  expect(document.id).toBe(body.document.id)
  const ids = Array.from({ length: 1100 }, () => ({ id: newId(), revisionId: newId() }))
  await db.document.createMany({
    data: ids.map(({ id }, i) => ({
      id,
      projectId,
      title: `Letter ${String(i).padStart(4, '0')}`,
      createdById: lead.id,
    })),
  })
  await db.revision.createMany({
    data: ids.map(({ id, revisionId }) => ({ ...revision, content: {}, report: {}, id: revisionId, documentId: id })),
  })
  await db.$executeRaw`UPDATE "Document" d SET "currentRevisionId" = r.id FROM "Revision" r WHERE r."projectId" = d."projectId" AND r."documentId" = d.id AND d."currentRevisionId" IS NULL`
  await db.round.createMany({
    data: Array.from({ length: 505 }, () => ({
      id: newId(),
      projectId,
      name: 'R',
      visibility: 'open',
      codebookVersion: 0,
      codebook: [],
      createdById: lead.id,
    })),
  })
  const email = (await db.user.findUniqueOrThrow({ where: { id: lead.id }, select: { email: true } })).email
  const member = await memberByEmail(db, email, projectId)
  if (!member) throw new Error('no member')
  const titles = await documentTitles(db, member)
  expect([titles.length, titles[0]?.title, titles.at(-1)?.title]).toEqual([1101, 'Letter 0000', 'Wells'])
  expect(new Set((await everyPage((query) => listRounds(db, member, query))).map(({ id }) => id)).size).toBe(505)
})
