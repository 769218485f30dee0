import type { Database, Transaction } from '@/lib/data/database/client'
import { jobFile } from '@/lib/data/jobs/jobs'
import {
  endJob,
  giveBackLease,
  holdLease,
  renewLease,
  type JobEnd,
  type LeaseState,
  type TakenJob,
} from '@/lib/data/jobs/leases'
import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import { log } from '@/lib/log'
import type { JobRun, JobWork } from './job-work'

/** How often a job is taken up before it is given up. */
const mostAttempts = 2

/** The work was told to stop, and by whom. */
class Stopped extends Error {
  constructor(readonly why: Exclude<LeaseState, 'held'> | 'shut-down') {
    super(`The work on a job stops: ${why}`)
  }
}

/**
 * Works on a job until it ends, is lost, or the process does (`shutDown`). Before another attempt, and after one that failed, what was left behind is taken
 * away. A refusal ends the job with its reason; a fault lets another try once more.
 */
export async function workOn(
  db: Database,
  job: TakenJob,
  work: JobWork,
  { lease, shutDown }: { lease: number; shutDown: AbortSignal },
): Promise<void> {
  const stop = new AbortController()
  const told = (state: LeaseState) => {
    if (state !== 'held') stop.abort(new Stopped(state))
  }
  const ended = () => stop.abort(new Stopped('shut-down'))
  shutDown.addEventListener('abort', ended, { once: true })
  // A job may be taken up while the process ends: a signal that was given already calls nobody.
  if (shutDown.aborted) ended()
  // What cannot be renewed because the database is away runs out, and is then another's.
  const beat = setInterval(() => void renewLease(db, job, lease).then(told, () => undefined), lease / 3)
  beat.unref()
  try {
    await attempt(db, job, work, runOf(db, job, stop.signal), lease)
  } catch (error) {
    await settle(db, job, work, stop.signal.aborted ? stop.signal.reason : error)
  } finally {
    clearInterval(beat)
    shutDown.removeEventListener('abort', ended)
  }
}

async function attempt(db: Database, job: TakenJob, work: JobWork, run: JobRun, lease: number): Promise<void> {
  run.signal.throwIfAborted()
  if (job.attempts > 1) await work.abandon(cleaning(db, job))
  if (job.attempts > mostAttempts) throw new AppError('unavailable', say('refusals.jobs.givenUp'))
  demandHeld(await renewLease(db, job, lease))
  run.signal.throwIfAborted()
  const last = await work.run(run)
  await db.$transaction(async (tx) => {
    demandHeld(await holdLease(tx, job, { phase: 'showing', done: 0, of: 0 }))
    if (!(await endJob(tx, job, { state: 'done', result: await last(tx) }))) throw new Stopped('lost')
  })
}

/** Ends a job whose attempt came to nothing, or leaves it to another attempt. */
async function settle(db: Database, job: TakenJob, work: JobWork, error: unknown): Promise<void> {
  try {
    const why = error instanceof Stopped ? error.why : undefined
    if (why === 'lost') return
    if (why === 'shut-down') return await giveBackLease(db, job, false)
    const isFault = why === undefined && !(error instanceof AppError)
    if (isFault) log().error({ err: error, job: job.jobId, kind: job.kind }, 'the work on a job failed')
    if (isFault && job.attempts < mostAttempts) return await giveBackLease(db, job, true)
    await work.abandon(cleaning(db, job))
    await db.$transaction((tx) => endJob(tx, job, why === 'cancelled' ? { state: 'cancelled' } : failure(error)))
  } catch (fault) {
    if (fault instanceof Stopped) return
    // The lease runs out, and whoever takes the job up then takes away what is left.
    log().error({ err: fault, job: job.jobId }, 'ending a job failed; it is ended when its lease has run out')
  }
}

function failure(error: unknown): JobEnd {
  const refusal = error instanceof AppError ? error : new AppError('internal', say('refusals.jobs.fault'))
  return { state: 'failed', problem: { code: refusal.code, said: refusal.said } }
}

function runOf(db: Database, job: TakenJob, signal: AbortSignal): JobRun {
  const { projectId, jobId, input, requestedById, startedAt } = job
  return {
    db,
    projectId,
    jobId,
    input,
    requestedById,
    startedAt,
    signal,
    file: () => jobFile(db, projectId, jobId),
    write: (progress, act) => {
      signal.throwIfAborted()
      return db.$transaction(async (tx) => {
        demandHeld(await holdLease(tx, job, progress))
        return act(tx)
      })
    },
  }
}

/** For taking away what is left behind: also of a job that was cancelled, but never of one that another has. */
function cleaning(db: Database, job: TakenJob): JobRun {
  const write = <T>(progress: Parameters<JobRun['write']>[0], act: (tx: Transaction) => Promise<T>) =>
    db.$transaction(async (tx) => {
      if ((await holdLease(tx, job, progress)) === 'lost') throw new Stopped('lost')
      return act(tx)
    })
  return { ...runOf(db, job, new AbortController().signal), write }
}

function demandHeld(state: LeaseState): void {
  if (state !== 'held') throw new Stopped(state)
}
