import { beforeEach, describe, expect, test, vi } from 'vitest'
import { connect, type Database } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { forgetJobs, jobFile, queueJob } from '@/lib/data/jobs/jobs'
import { takeJob } from '@/lib/data/jobs/leases'
import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import { freshDatabase } from '@/testing/fresh-database'
import type { JobRun, JobWork } from './job-work'
import { Jobs } from './jobs'

const { db, url } = await freshDatabase()
const pace = { lease: 60_000 }
const kinds = ['import-project']

beforeEach(async () => {
  await db.job.deleteMany()
})

async function someone(name: string): Promise<string> {
  const id = newId()
  await db.user.create({ data: { id, name, email: `${id}@example.org` }, select: { id: true } })
  return id
}

const ana = await someone('Ana')
const ben = await someone('Ben')

async function queued(requestedById = ana, file = Buffer.from('salt'), projectId = newId()): Promise<string> {
  const id = newId()
  await queueJob(db, { projectId, id, kind: 'import-project', input: { of: 'wells' }, requestedById }, file)
  return id
}

/** A job of which not all of the file has come in. */
async function receiving(): Promise<string> {
  const id = await queued()
  await db.$executeRaw`UPDATE "Job" SET state = 'receiving', "leaseUntil" = now() + interval '1 min' WHERE id = ${id}::uuid`
  return id
}

const stored = (id: string) => db.job.findFirstOrThrow({ where: { id } })
const lapse = (id: string) =>
  db.$executeRaw`UPDATE "Job" SET "leaseUntil" = now() - interval '1 s' WHERE id = ${id}::uuid`

/** Work that marks each attempt in the database, as far as it is let. */
function working(part: Partial<JobWork> & { step?: (run: JobRun) => Promise<void> } = {}): JobWork {
  return {
    run: async (run) => {
      await part.step?.(run)
      return () => Promise.resolve({ made: run.projectId })
    },
    abandon: () => Promise.resolve(),
    ...part,
  }
}
const jobsOf = (work: JobWork, at: Database = db, atOnce = 2, most = 6) =>
  new Jobs(at, { 'import-project': work }, () => new Date(), { ...pace, atOnce, most })
async function worked(work: JobWork, at: Database = db): Promise<void> {
  const jobs = jobsOf(work, at)
  jobs.wake()
  await jobs.idle()
}

/** A promise and who keeps it. */
function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open: () => open() }
}

describe('a job', () => {
  test('is done once: with its file and input, its progress, and what it made as its result', async () => {
    const file = Buffer.alloc(2_500_000, 'salt')
    const id = await queued(ana, file)
    expect(await db.jobPiece.count()).toBe(3)
    let read = Buffer.alloc(0)
    await worked(
      working({
        step: async (run) => {
          for await (const piece of run.file()) read = Buffer.concat([read, piece])
          await run.write({ phase: 'reading', done: 1, of: 3 }, () => Promise.resolve())
          expect(await stored(id)).toMatchObject({
            state: 'running',
            phase: 'reading',
            done: 1,
            of: 3,
            input: { of: 'wells' },
          })
        },
      }),
    )
    expect(read.equals(file)).toBe(true)
    const job = await stored(id)
    expect(job).toMatchObject({
      state: 'done',
      result: { made: job.projectId },
      attempts: 1,
      leaseToken: null,
      problem: null,
    })
    expect(await db.jobPiece.count()).toBe(0)
  })

  test('that is refused fails at once with the reason, and what it left is taken away', async () => {
    const id = await queued()
    let taken = 0
    await worked(
      working({
        step: () => Promise.reject(new AppError('refused', say('refusals.backup.empty'))),
        abandon: () => Promise.resolve(void (taken += 1)),
      }),
    )
    expect(await stored(id)).toMatchObject({
      state: 'failed',
      attempts: 1,
      problem: { code: 'refused', said: { key: 'refusals.backup.empty', values: {} } },
    })
    expect(taken).toBe(1)
  })

  test('whose work has a fault is tried twice, taking away what the first left, and fails then', async () => {
    const id = await queued()
    const acts: string[] = []
    await worked(
      working({
        step: () => {
          acts.push('run')
          return Promise.reject(new TypeError('a fault'))
        },
        abandon: () => Promise.resolve(void acts.push('abandon')),
      }),
    )
    expect(acts).toEqual(['run', 'abandon', 'run', 'abandon'])
    expect(await stored(id)).toMatchObject({ state: 'failed', attempts: 2, problem: { code: 'internal' } })
  })

  test('is nobody’s to take up while its file comes in, and is forgotten where it never comes whole', async () => {
    const id = await receiving()
    expect(await takeJob(db, kinds, 1000)).toBeNull()
    await forgetJobs(db, new Date(0))
    expect(await db.job.count()).toBe(1)
    await lapse(id)
    await forgetJobs(db, new Date(0))
    expect(await db.job.count()).toBe(0)
  })

  test('of a kind that this server does not know is left to one that does', async () => {
    await queued()
    expect(await takeJob(db, ['other'], 1000)).toBeNull()
  })
})

describe('a lease', () => {
  test('that ran out is taken up once by another, and what its former holder writes then is not written', async () => {
    const id = await queued()
    const [slow, quick] = [gate(), gate()]
    let isWritten = false
    const first = jobsOf(
      working({
        step: async (run) => {
          quick.open()
          await slow.opened
          await run.write({ phase: 'late', done: 0, of: 0 }, async (tx) => {
            isWritten = true
            await tx.user.updateMany({ where: { id: ben }, data: { name: 'Overwritten' } })
          })
        },
      }),
      db,
      // It must not look again while its lease runs out: it would take up its own, of somebody who has no other under way.
      1,
      1,
    )
    first.wake()
    await quick.opened
    await lapse(id)
    await worked(working())
    const done = await stored(id)
    expect(done).toMatchObject({ state: 'done', attempts: 2 })
    slow.open()
    await first.idle()
    expect(isWritten).toBe(false)
    expect(await stored(id)).toEqual(done)
    expect((await db.user.findUniqueOrThrow({ where: { id: ben }, select: { name: true } })).name).toBe('Ben')
  })

  test('lost before the last step shows nothing', async () => {
    const id = await queued()
    let isShown = false
    await worked(
      working({
        run: async () => {
          await db.$executeRaw`UPDATE "Job" SET "leaseToken" = gen_random_uuid() WHERE id = ${id}::uuid`
          return () => {
            isShown = true
            return Promise.resolve({})
          }
        },
      }),
    )
    expect(isShown).toBe(false)
    expect(await stored(id)).toMatchObject({ state: 'running', result: null })
  })

  test('lost by two ends the job with the reason; what they left is taken away', async () => {
    const id = await queued()
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect((await takeJob(db, kinds, 1000))?.jobId).toBe(id)
      await lapse(id)
    }
    const acts: string[] = []
    await worked(
      working({
        step: () => Promise.resolve(void acts.push('run')),
        abandon: () => Promise.resolve(void acts.push('abandon')),
      }),
    )
    expect(acts).not.toContain('run')
    expect(acts).toContain('abandon')
    expect(await stored(id)).toMatchObject({ state: 'failed', problem: { said: { key: 'refusals.jobs.givenUp' } } })
  })

  test('is held by one of many who ask at once', async () => {
    const ids = await Promise.all([queued(), queued(ben), queued()])
    const others = [connect(url), connect(url)]
    try {
      const taken = await Promise.all([db, ...others, db, ...others].map((one) => takeJob(one, kinds, 60_000)))
      expect(taken.flatMap((job) => job?.jobId ?? []).toSorted()).toEqual(ids.toSorted())
    } finally {
      await Promise.all(others.map((one) => one.$disconnect()))
    }
  })

  test('is given back when the process ends, and the attempt does not count', async () => {
    const id = await queued()
    const begun = gate()
    const jobs = jobsOf(
      working({
        step: async (run) => {
          begun.open()
          await new Promise((_, reject) =>
            run.signal.addEventListener('abort', () => reject(run.signal.reason as Error)),
          )
        },
      }),
    )
    jobs.wake()
    await begun.opened
    await jobs.stop()
    expect(await stored(id)).toMatchObject({ state: 'running', attempts: 0 })
    await worked(working())
    expect(await stored(id)).toMatchObject({ state: 'done', attempts: 1 })
  })
})

test('a job that is taken up while the process ends is given back, and not begun', async () => {
  const id = await queued()
  const begun: string[] = []
  const jobs = jobsOf(working({ step: ({ jobId }) => Promise.resolve(void begun.push(jobId)) }))
  jobs.wake()
  await jobs.stop()
  expect(begun).toEqual([])
  expect(await stored(id)).toMatchObject({ state: 'running', attempts: 0 })
  await worked(working())
  expect(await stored(id)).toMatchObject({ state: 'done', attempts: 1 })
})

describe('who comes first', () => {
  test('is whoever has least under way, and of these who was served longest ago', async () => {
    const anas = [await queued(), await queued(), await queued()]
    const bens = [await queued(ben), await queued(ben)]
    const next = async () => (await takeJob(db, kinds, 60_000))?.jobId
    const end = (id = '') =>
      db.$executeRaw`UPDATE "Job" SET state = 'done', "leaseToken" = NULL, "leaseUntil" = NULL, "endedAt" = now() WHERE id = ${id}::uuid`
    const order: (string | undefined)[] = []
    for (let i = 0; i < 4; i += 1) {
      order.push(await next())
      await end(order.at(-1))
    }
    expect(order).toEqual([anas[0], bens[0], anas[1], bens[1]])
  })

  test('at most so many are worked on at once', async () => {
    await Promise.all([queued(), queued(), queued(ben), queued(ben)])
    let [running, most] = [0, 0]
    const both = gate()
    await worked(
      working({
        step: async () => {
          running += 1
          most = Math.max(most, running)
          if (running === 2) both.open()
          await both.opened
          running -= 1
        },
      }),
    )
    expect(most).toBe(2)
    expect(await db.job.count({ where: { state: 'done' } })).toBe(4)
  })
})

describe('while the long files of others are worked on', () => {
  /** Work that goes on until it is let go, and who has begun. */
  function lasting() {
    const begun: string[] = []
    const end = gate()
    const step = async ({ jobId }: JobRun) => {
      begun.push(jobId)
      await end.opened
    }
    return { begun, end, work: working({ step }) }
  }

  test('everybody who has none under way is begun beside them, and nobody’s second is', async () => {
    const { begun, end, work } = lasting()
    const anas = [await queued(), await queued(), await queued()]
    const jobs = jobsOf(work)
    jobs.wake()
    await vi.waitFor(() => expect(begun.toSorted()).toEqual(anas.slice(0, 2).toSorted()))
    const [cyd, dora] = [await someone('Cyd'), await someone('Dora')]
    const others = [await queued(ben), await queued(cyd), await queued(ben), await queued(dora)]
    jobs.wake()
    await vi.waitFor(() => expect(begun.length).toBeGreaterThan(4))
    expect(begun.slice(2).toSorted()).toEqual([others[0], others[1], others[3]].toSorted())
    end.open()
    await jobs.idle()
    expect(begun.toSorted()).toEqual([...anas, ...others].toSorted())
  })

  test('so many at most are worked on, of however many people', async () => {
    const { begun, end, work } = lasting()
    for (const name of ['Cyd', 'Dora', 'Eve', 'Finn', 'Gil']) await queued(await someone(name))
    const jobs = jobsOf(work, db, 2, 4)
    jobs.wake()
    await vi.waitFor(() => expect(begun).toHaveLength(4))
    expect(await db.job.count({ where: { state: 'queued' } })).toBe(1)
    end.open()
    await jobs.idle()
    expect(await db.job.count({ where: { state: 'done' } })).toBe(5)
  })
})

test('the pieces of a file come back in their order', async () => {
  const file = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => i % 251))
  const id = await queued(ana, file)
  const { projectId } = await stored(id)
  expect((await collected(jobFile(db, projectId, id))).equals(file)).toBe(true)
})

async function collected(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}
