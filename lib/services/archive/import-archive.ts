import { z } from 'zod'
import {
  importer,
  insertUnseenProject,
  removalSteps,
  showProject,
} from '@/lib/data/projects/archive/write-archive-rows'
import { appendEvents } from '@/lib/data/history/events'
import { getProject } from '@/lib/data/projects/projects'
import { blindRoundIdsOf } from '@/lib/data/rounds/load-veil'
import { uniqueViolation } from '@/lib/data/database/violations'
import { AppError, notFound } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import type { ProjectImported } from '@/lib/schemas/archive'
import { checkProject } from '@/lib/services/backup/check-instance'
import type { JobRun, JobWork } from '@/lib/services/jobs/job-work'
import { demandBounded } from './demand-bounded'
import { settlePeople, type ArchivePerson } from './archive-people'
import { openBroughtProject } from './open-brought-project'
import { openArchive, refused, type OpenArchive } from './open-archive'
import { storeArchive } from './store-archive'

/** What an import is told beside its file. */
const importInput = z.strictObject({
  /** Whether people of the archive are the accounts that have their addresses. */
  takesAccounts: z.boolean(),
})

/** Imports a project’s archive: checks it whole, writes it part by part into a project that nobody sees, checks what was written, and shows it. */
export const importArchive: JobWork = {
  run: async (run) => {
    const archive = await opened(run)
    try {
      return await imported(run, archive)
    } finally {
      archive.close()
    }
  },
  abandon: async (run) => {
    for (const step of removalSteps(run.projectId))
      while (await run.write({ phase: 'removing', done: 0, of: 0 }, step));
  },
}

/** A project of ours, or one that another program wrote. */
async function opened(run: JobRun): Promise<OpenArchive> {
  const file = await wholeFile(run)
  await run.write({ phase: 'checking', done: 0, of: 0 }, () => Promise.resolve())
  const self = await importer(run.db, run.requestedById)
  return (self && (await openBroughtProject(file, run, self))) ?? openArchive(file)
}

async function wholeFile(run: JobRun): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of run.file()) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function imported(run: JobRun, archive: OpenArchive) {
  const { manifest } = archive
  const nothing = () => Promise.resolve()
  await archive.checkParts((done) => run.write({ phase: 'checking', done, of: manifest.parts.length }, nothing))
  const { name, description, settings } = manifest.project
  await run.write({ phase: 'writing', done: 0, of: 0 }, (tx) =>
    insertUnseenProject(tx, { id: run.projectId, name, description, settings }).catch((error: unknown) => {
      throw uniqueViolation(error) === null ? error : new AppError('already-exists', say('refusals.archive.idTaken'))
    }),
  )
  const people = await settlePeople(run, manifest, importInput.parse(run.input).takesAccounts)
  const ids = new Map([[manifest.project.id, run.projectId], ...people.map(({ id, from }) => [from.id, id] as const)])
  const rows = await storeArchive(run, archive, ids)
  await run.write({ phase: 'verifying', done: 0, of: 0 }, nothing)
  await demandBounded(run.db, run.projectId)
  const [fault] = await checkProject(run.db, run.projectId)
  if (fault) throw refused(say('refusals.archive.faulty', { kind: fault.kind, id: fault.id }))
  return lastStep(run, archive, people, rows)
}

/** Lets the project be seen by its members, with whoever imported it as a lead. */
function lastStep(
  run: JobRun,
  { manifest, conversion }: OpenArchive,
  people: readonly ArchivePerson[],
  rows: Record<string, number>,
) {
  const { projectId, requestedById: userId } = run
  const others = people.flatMap(({ id, from: { role, joinedAt } }) =>
    role === null || id === userId
      ? []
      : { userId: id, role, ...(joinedAt !== null && { createdAt: new Date(joinedAt) }) },
  )
  const self = people.find(({ id }) => id === userId)?.from.joinedAt ?? null
  const lead = { userId, role: 'lead' as const, ...(self !== null && { createdAt: new Date(self) }) }
  return async (tx: Parameters<Parameters<JobRun['write']>[1]>[0]): Promise<ProjectImported> => {
    await showProject(tx, projectId, [lead, ...others])
    await appendEvents(tx, { projectId, userId, role: 'lead' }, [
      { type: 'project.imported', subjectId: projectId, after: { name: manifest.project.name } },
    ])
    const project = await getProject(tx, { projectId, userId, blindRoundIds: await blindRoundIdsOf(tx, userId) })
    if (!project) throw notFound('project')
    return {
      project,
      report: {
        rows,
        people: people.map(({ as, from }) => ({ name: from.name, as })),
        ...(conversion && { conversion }),
      },
    }
  }
}
