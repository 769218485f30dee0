import { expect, test } from 'vitest'
import { loadDemoContent } from '@/lib/demo/load-demo-content'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person } from '@/testing/team'
import { checkAnchors } from '@/lib/services/documents/check-anchors'
import { viewerByEmail } from '@/lib/services/projects/member-of'
import { demoRounds } from '@/lib/data/projects/demo-project'
import { demoProjectId, seedDemoProject } from './seed-demo-project'

const { db } = await freshDatabase()
const api = apiOn(db)
const now = new Date('2026-11-22T17:00:00Z')
const content = loadDemoContent(new URL('../../seed/demo/', import.meta.url))
const path = `/projects/${demoProjectId}`
const seen = content.annotations.filter((row) => !content.rounds.waiting.documents.includes(row.document))
const consensus = content.rounds.finished.verdicts.length

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
      // What colleagues marked in the round that waits for the visitor is not there for them yet.
      annotations: seen.filter((row) => row.visibility === 'shared').length,
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
    seen.filter((row) => row.starred && row.visibility === 'shared').length,
  )
  const { body: themes } = await visitor.call('GET', `${path}/themes`)
  for (const theme of themes.items) expect([theme.counts.excerpts > 0, theme.narrative?.type]).toEqual([true, 'doc'])
  const { body: history } = await visitor.call('GET', `${path}/events?after=0&limit=500`)
  const dates = history.items.map((row: { createdAt: string }) => row.createdAt)
  expect(dates).toEqual([...dates].sort())
})

test('a blind round is over, with differences of which some are decided, and another waits for whoever joins', async () => {
  const visitor = await person(db, api, 'Newcomer')
  const { email } = await db.user.findUniqueOrThrow({ where: { id: visitor.id }, select: { email: true } })
  const forUser = await viewerByEmail(db, email)
  if (!forUser) throw new Error('no viewer')
  for (const _ of ['once', 'again']) await seedDemoProject(db, { now, forUser })
  const { body: rounds } = await visitor.call('GET', `${path}/rounds`)
  expect(rounds.items.map((row: { name: string }) => row.name).sort()).toEqual(['First round', 'Second round'])
  const { body: differences } = await visitor.call('GET', `${path}/rounds/${demoRounds.finished}/differences?state=all`)
  expect(differences.counts).toMatchObject({ settled: consensus })
  expect(differences.counts.differing - consensus).toBeGreaterThan(10)
  const { body: verdicts } = await visitor.call('GET', `${path}/verdicts`)
  expect(verdicts.items.map((row: { reason: string }) => row.reason).sort()).toEqual(
    content.rounds.finished.verdicts.map((row) => row.reason).sort(),
  )
  expect(verdicts.items.map((row: { consensus: object[] }) => row.consensus.length)).toEqual([1, 1, 1, 1])

  const { body: tasks } = await visitor.call('GET', `${path}/tasks?state=open`)
  expect(tasks.items).toMatchObject([{ round: { id: demoRounds.waiting } }])
  const documentId: string = tasks.items[0].document.id
  const { body: before } = await visitor.call('GET', `${path}/annotations?documentId=${documentId}&limit=500`)
  expect(before.items).toEqual([])
  expect((await visitor.call('POST', `${path}/rounds/${demoRounds.waiting}/submit`, { documentId })).status).toBe(200)
  const { body: after } = await visitor.call('GET', `${path}/annotations?documentId=${documentId}&limit=500`)
  expect(after.items.length).toBeGreaterThan(30)
})

test('asking again makes nothing, and what an interrupted run has left is made anew', async () => {
  expect(await seedDemoProject(db, { now })).toEqual({ projectId: demoProjectId, created: false })
  await db.annotation.deleteMany({ where: { projectId: demoProjectId } })
  expect(await seedDemoProject(db, { now })).toEqual({ projectId: demoProjectId, created: true })
  expect(await db.annotation.count({ where: { projectId: demoProjectId } })).toBe(
    content.annotations.length + consensus,
  )
  expect(await db.user.count({ where: { passwordHash: { not: null } } })).toBe(0)
})
