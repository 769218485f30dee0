import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { queueJob } from '@/lib/data/jobs/jobs'
import { Jobs } from '@/lib/services/jobs/jobs'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const { lead, coder, projectId, path } = await team(db, api, ['coder'])
const stranger = await person(db, api, 'Stranger')

beforeEach(async () => {
  await db.job.deleteMany()
})

async function queued(requestedById: string, ofProject = projectId): Promise<string> {
  const id = newId()
  await queueJob(db, { projectId: ofProject, id, kind: 'import-project', input: {}, requestedById }, Buffer.from('x'))
  return id
}

/** A project has one import at a time. */
const ended = (id: string) => db.$executeRaw`UPDATE "Job" SET state = 'done', "endedAt" = now() WHERE id = ${id}::uuid`

describe('a job', () => {
  test('is there for whoever asked for it and for the project’s leads, and for nobody else', async () => {
    const id = await queued(coder.id)
    for (const who of [coder, lead]) {
      const { status, body } = await who.call('GET', `/jobs/${id}`)
      expect(status).toBe(200)
      expect(body).toMatchObject({
        id,
        projectId,
        kind: 'import-project',
        state: 'queued',
        isCancelling: false,
        progress: { phase: null, done: 0, of: 0 },
        result: null,
        problem: null,
        requestedBy: { id: coder.id, name: coder.name },
        startedAt: null,
        endedAt: null,
      })
    }
    await ended(id)
    const leads = await queued(lead.id)
    for (const [who, job] of [
      [stranger, id],
      [coder, leads],
    ] as const)
      for (const method of ['GET', 'DELETE']) expect((await who.call(method, `/jobs/${job}`)).status).toBe(404)
    expect((await db.job.findMany({ select: { state: true } })).map(({ state }) => state)).toEqual(['done', 'queued'])
    for (const unknown of [newId(), 'x']) expect((await lead.call('GET', `/jobs/${unknown}`)).status).toBe(404)
    expect((await api.request(`/api/v1/jobs/${id}`)).status).toBe(401)
  })

  test('waits, for whoever asked for it, from the moment that its file begins to come in', async () => {
    const id = await queued(coder.id)
    const arrives = (state: string) =>
      db.$executeRaw`UPDATE "Job" SET state = ${state}, "leaseUntil" = CASE ${state} WHEN 'receiving' THEN now() + interval '1 min' END WHERE id = ${id}::uuid`
    await arrives('receiving')
    expect((await coder.call('GET', `/jobs/${id}`)).body).toMatchObject({ state: 'queued', isCancelling: false })
    expect((await lead.call('GET', `/jobs/${id}`)).status).toBe(404)
    expect((await coder.call('DELETE', `/jobs/${id}`)).body).toMatchObject({ state: 'queued', isCancelling: true })
    await arrives('queued')
    const jobs = new Jobs(
      db,
      { 'import-project': { run: () => Promise.reject(new Error('no work')), abandon: () => Promise.resolve() } },
      () => new Date(),
    )
    jobs.wake()
    await jobs.idle()
    expect((await coder.call('GET', `/jobs/${id}`)).body.state).toBe('cancelled')
  })

  test('stands in the lists of those for whom it is there, newest first', async () => {
    const first = await queued(coder.id)
    await ended(first)
    const [second, elsewhere] = [await queued(lead.id), await queued(lead.id, newId())]
    const ids = async (who: typeof lead, address: string) =>
      (await who.call('GET', address)).body.items.map((row: { id: string }) => row.id)
    expect(await ids(lead, `${path}/jobs`)).toEqual([second, first])
    expect(await ids(coder, `${path}/jobs`)).toEqual([first])
    expect(await ids(lead, '/jobs')).toEqual([elsewhere, second])
    expect(await ids(stranger, '/jobs')).toEqual([])
    const page = (await lead.call('GET', '/jobs?limit=1')).body
    expect(page).toMatchObject({ total: 2, items: [{ id: elsewhere }] })
    expect((await lead.call('GET', `/jobs?limit=1&cursor=${page.nextCursor}`)).body.items[0].id).toBe(second)
  })
})

describe('stopping a job', () => {
  test('that waits ends it at once, and its file goes', async () => {
    const id = await queued(coder.id)
    expect((await coder.call('DELETE', `/jobs/${id}`)).body).toMatchObject({ state: 'cancelled', isCancelling: false })
    expect(await db.jobPiece.count()).toBe(0)
    expect((await coder.call('DELETE', `/jobs/${id}`)).body.state).toBe('cancelled')
  })

  test('that is worked on ends it with its next write, and takes away what it left', async () => {
    const id = await queued(coder.id)
    let isTakenAway = false
    const jobs = new Jobs(
      db,
      {
        'import-project': {
          run: async (run) => {
            expect((await lead.call('DELETE', `/jobs/${id}`)).body).toMatchObject({
              state: 'running',
              isCancelling: true,
            })
            await run.write({ phase: 'writing', done: 1, of: 2 }, () => Promise.reject(new Error('nothing is written')))
            return () => Promise.resolve({})
          },
          abandon: () => Promise.resolve(void (isTakenAway = true)),
        },
      },
      () => new Date(),
    )
    jobs.wake()
    await jobs.idle()
    expect((await coder.call('GET', `/jobs/${id}`)).body).toMatchObject({ state: 'cancelled', result: null })
    expect(isTakenAway).toBe(true)
  })

  test('that has ended changes nothing', async () => {
    const id = await queued(coder.id)
    const jobs = new Jobs(
      db,
      {
        'import-project': {
          run: () => Promise.resolve(() => Promise.resolve({ made: 1 })),
          abandon: () => Promise.resolve(),
        },
      },
      () => new Date(),
    )
    jobs.wake()
    await jobs.idle()
    expect((await coder.call('DELETE', `/jobs/${id}`)).body).toMatchObject({ state: 'done', result: { made: 1 } })
  })
})
