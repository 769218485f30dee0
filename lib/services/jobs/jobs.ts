import type { Database } from '@/lib/data/database/client'
import { forgetJobs } from '@/lib/data/jobs/jobs'
import { lapseLeases, takeJob, type TakenJob } from '@/lib/data/jobs/leases'
import { log } from '@/lib/log'
import type { JobKind } from '@/lib/schemas/job'
import type { JobWork } from './job-work'
import { workOn } from './work-on'

/** How jobs are done; of kinds that are missing nobody here takes one up. */
export type JobWorks = Readonly<Partial<Record<JobKind, JobWork>>>

interface Pace {
  /** How many jobs one process works on at once, whoever they are of: each has a connection to the database most of the time. */
  atOnce: number
  /** How many it works on at most: what is more than `atOnce` is of people who have no other under way, so that nobody waits for the long files of others. */
  most: number
  /** Milliseconds for which a job is one's own before it has to be said again. */
  lease: number
  /** Milliseconds between looks for what another process left: one's own requests say so themselves. */
  poll: number
}

const usualPace: Pace = { atOnce: 2, most: 6, lease: 30_000, poll: 5_000 }

const hour = 3_600_000
/** Milliseconds for which a job that ended can be read. */
const kept = 30 * 24 * hour

/** Works on jobs in this process, a few at once. Without `start` it looks for work only when it is woken. */
export class Jobs {
  /** By lease and not by job: this process may take up again what its own slow work has lost. */
  readonly #running = new Map<string, { jobId: string; ended: Promise<void> }>()
  readonly #shutDown = new AbortController()
  #looking: Promise<void> | undefined
  #isToLookAgain = false
  #timer: NodeJS.Timeout | undefined
  #forgetAt = 0

  readonly #pace: Pace

  constructor(
    private readonly db: Database,
    private readonly works: JobWorks,
    private readonly now: () => Date,
    pace: Partial<Pace> = {},
  ) {
    this.#pace = { ...usualPace, ...pace }
  }

  /** Looks for work from now on, also for what other processes left behind; at once where this is known to be the only process of the instance. */
  start({ isAlone }: { isAlone: boolean }): void {
    const look = () => {
      this.wake()
      void this.#forget()
    }
    this.#timer = setInterval(look, this.#pace.poll)
    this.#timer.unref()
    const ready = isAlone ? lapseLeases(this.db) : Promise.resolve()
    ready.then(look, (error: unknown) => log().error({ err: error }, 'taking up jobs failed; it is tried again'))
  }

  /** There may be work: takes up as much as this process does at once. */
  wake(): void {
    if (this.#shutDown.signal.aborted) return
    this.#isToLookAgain = true
    this.#looking ??= this.#look()
      .catch((error: unknown) => log().error({ err: error }, 'looking for jobs failed; it is tried again'))
      .finally(() => {
        this.#looking = undefined
        // Who woke it when it had just seen that there was nothing.
        if (this.#isToLookAgain) this.wake()
      })
  }

  /** Resolves when nothing is under way in this process. */
  async idle(): Promise<void> {
    while (this.#looking || this.#running.size > 0)
      await Promise.all([this.#looking, ...[...this.#running.values()].map(({ ended }) => ended)])
  }

  /** Resolves when a job that is worked on here has ended, or after so many milliseconds. */
  async within(milliseconds: number, jobId: string): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)))
    const ended = async () => {
      await this.#looking
      const running = [...this.#running.values()].findLast((one) => one.jobId === jobId)
      await (running?.ended ?? patience)
    }
    await Promise.race([ended(), patience])
    clearTimeout(timer)
  }

  /** Takes up nothing more and gives back what is under way, for another process or the next start. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#shutDown.abort()
    await this.idle()
  }

  async #look(): Promise<void> {
    while (this.#isToLookAgain) {
      this.#isToLookAgain = false
      while (this.#running.size < this.#pace.most && !this.#shutDown.signal.aborted) {
        const ofNewcomers = this.#running.size >= this.#pace.atOnce
        const job = await takeJob(this.db, Object.keys(this.works), this.#pace.lease, { ofNewcomers })
        if (!job) break
        this.#begin(job)
      }
    }
  }

  #begin(job: TakenJob): void {
    const work = this.works[job.kind as JobKind]
    if (!work) throw new Error(`Nobody asked for a job of the kind ${job.kind}`)
    const ended = workOn(this.db, job, work, { lease: this.#pace.lease, shutDown: this.#shutDown.signal }).finally(
      () => {
        this.#running.delete(job.token)
        this.wake()
      },
    )
    this.#running.set(job.token, { jobId: job.jobId, ended })
  }

  async #forget(): Promise<void> {
    const now = this.now().getTime()
    if (now < this.#forgetAt) return
    this.#forgetAt = now + hour
    await forgetJobs(this.db, new Date(now - kept)).catch((error: unknown) =>
      log().error({ err: error }, 'forgetting old jobs failed; it is tried again'),
    )
  }
}
