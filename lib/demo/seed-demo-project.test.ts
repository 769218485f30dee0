import { expect, test } from 'vitest'
import { loadDemoContent } from '@/lib/demo/load-demo-content'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person } from '@/testing/team'
import { checkAnchors } from '@/lib/services/documents/check-anchors'
import { viewerByEmail } from '@/lib/services/projects/member-of'
import { demoProjectId, seedDemoProject } from './seed-demo-project'

const { db } = await freshDatabase()
const api = apiOn(db)
const now = new Date('2026-11-22T17:00:00Z')
const content = loadDemoContent(new URL('../../seed/demo/', import.meta.url))
const path = `/projects/${demoProjectId}`

test('the demo project is made whole, by way of the importers, and its first user leads it', async () => {
  const visitor = await person(db, api, 'Visitor')
  const { email } = await db.user.findUniqueOrThrow({ where: { id: visitor.id }, select: { email: true } })
  const forUser = await viewerByEmail(db, email)
  if (!forUser) throw new Error('no viewer')
  expect(await seedDemoProject(db, { now, forUser })).toEqual({ projectId: demoProjectId, created: true })

  const { body: project } = await visitor.call('GET', path)
  expect(project).toMatchObject({
    role: 'lead',
    counts: {
      documents: content.manifest.documents.length,
      tags: content.codebook.length,
      themes: content.themes.length,
      annotations: content.annotations.filter((row) => row.visibility === 'shared').length,
      members: 4,
    },
  })
  expect((await checkAnchors(db)).faults).toEqual([])
  const { body: documents } = await visitor.call('GET', `${path}/documents?limit=500`)
  expect(documents.items.map((row: { title: string }) => row.title).sort()).toEqual(
    content.manifest.documents.map((row) => row.title).sort(),
  )
  expect(documents.items.filter((row: { direction: string }) => row.direction === 'rtl')).toHaveLength(1)
  const { body: newest } = await visitor.call('GET', `${path}/annotations?order=created&limit=500`)
  const times = newest.items.map((row: { createdAt: string }) => row.createdAt)
  expect(times[0] < now.toISOString() && times.at(-1) > '2026-10-01').toBe(true)
  expect(newest.items.filter((row: { starred: boolean }) => row.starred)).toHaveLength(
    content.annotations.filter((row) => row.starred && row.visibility === 'shared').length,
  )
  const { body: themes } = await visitor.call('GET', `${path}/themes`)
  for (const theme of themes.items) expect([theme.counts.excerpts > 0, theme.narrative?.type]).toEqual([true, 'doc'])
  const { body: history } = await visitor.call('GET', `${path}/events?after=0&limit=500`)
  const dates = history.items.map((row: { createdAt: string }) => row.createdAt)
  expect(dates).toEqual([...dates].sort())
})

test('asking again makes nothing, and what an interrupted run has left is made anew', async () => {
  expect(await seedDemoProject(db, { now })).toEqual({ projectId: demoProjectId, created: false })
  await db.annotation.deleteMany({ where: { projectId: demoProjectId } })
  expect(await seedDemoProject(db, { now })).toEqual({ projectId: demoProjectId, created: true })
  expect(await db.annotation.count({ where: { projectId: demoProjectId } })).toBe(content.annotations.length)
  expect(await db.user.count({ where: { passwordHash: { not: null } } })).toBe(0)
})
