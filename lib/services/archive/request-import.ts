import { newId } from '@/lib/data/database/ids'
import { isProjectId } from '@/lib/data/projects/archive/write-archive-rows'
import { uniqueViolation } from '@/lib/data/database/violations'
import { forgetUnsentJobs, getJob, jobOfProject, queueJob } from '@/lib/data/jobs/jobs'
import type { Database } from '@/lib/data/database/client'
import type { Viewer } from '@/lib/domain/access/viewer'
import { AppError, notFound, problems, type ProblemCode } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import type { Job } from '@/lib/schemas/job'
import type { Jobs } from '@/lib/services/jobs/jobs'

/** Milliseconds for which a request waits for its job: longer, and it is answered that there is one. */
const patience = 2_000

/**
 * Asks for the import of a project’s archive, and waits a little. Answers the job, done or under way; throws what it was refused for. Who asks again under the
 * same `id`, which is the project’s, is answered of the same job.
 */
export async function requestImport(
  db: Database,
  jobs: Jobs,
  viewer: Viewer,
  { file, id, takesAccounts }: { file: Uint8Array; id?: string | undefined; takesAccounts: boolean },
): Promise<Job> {
  if (takesAccounts && !viewer.isAdmin) throw new AppError('not-allowed', say('refusals.archive.accounts'))
  const projectId = id ?? newId()
  await forgetUnsentJobs(db, projectId)
  const jobId =
    (await jobOfProject(db, viewer, projectId, 'import-project')) ??
    (await queued(db, viewer, projectId, takesAccounts, file))
  let job = await getJob(db, viewer, jobId)
  if (job && job.endedAt === null) {
    jobs.wake()
    await jobs.within(patience, jobId)
    job = await getJob(db, viewer, jobId)
  }
  if (!job) throw notFound('job')
  if (job.problem) throw new AppError(codeOf(job.problem.code), job.problem.said)
  return job
}

/** Puts the import among the jobs; answers the one that there is where it was asked for twice at once. */
async function queued(
  db: Database,
  viewer: Viewer,
  projectId: string,
  takesAccounts: boolean,
  file: Uint8Array,
): Promise<string> {
  const taken = new AppError('already-exists', say('refusals.archive.idTaken'))
  if (await isProjectId(db, projectId)) throw taken
  const id = newId()
  const job = { projectId, id, kind: 'import-project', input: { takesAccounts }, requestedById: viewer.userId } as const
  try {
    await queueJob(db, job, file)
    return id
  } catch (error) {
    if (uniqueViolation(error) !== 'Job_one_import') throw error
    const other = await jobOfProject(db, viewer, projectId, 'import-project')
    if (other === null) throw taken
    return other
  }
}

const codeOf = (code: string): ProblemCode => (Object.hasOwn(problems, code) ? (code as ProblemCode) : 'internal')
