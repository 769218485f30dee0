import type { Database, Transaction } from '@/lib/data/database/client'

/** Always the same, so that there is one demo project however often and from wherever it is asked for. */
export const demoProjectId = '0193e0a8-5c00-7000-8000-00000000de30'

/** The rounds of the demo project: one that is over, and one that waits for whoever joins. */
export const demoRounds = {
  finished: '0193e0a8-5c00-7000-8000-00000000de31',
  waiting: '0193e0a8-5c00-7000-8000-00000000de32',
}

/** The fictional people of the demo project. Nobody real has such an address: the domain is reserved for examples. */
export const demoAddresses = [
  'ingrid.salloway@example.org',
  'lin.zhiyao@example.org',
  'yusuf.haddar@example.org',
] as const

/** Whether somebody has moved the demo project to the bin: then it is not offered again. */
export async function isDemoBinned(db: Transaction): Promise<boolean> {
  return (await db.project.count({ where: { id: demoProjectId, deletedAt: { not: null } } })) > 0
}

// The rest is for the seed alone, which events before anybody can look.

/** Whether the project is there, and whole: its verdicts are what the seed writes last, or its annotations where an earlier version made it, without rounds. */
export async function seededState(db: Transaction, projectId: string): Promise<'absent' | 'begun' | 'whole'> {
  const project = await db.project.findUnique({ where: { id: projectId }, select: { id: true } })
  if (!project) return 'absent'
  const [annotations, rounds, verdicts] = [
    await db.annotation.count({ where: { projectId } }),
    await db.round.count({ where: { projectId, id: demoRounds.finished } }),
    // By the history, from which nobody takes anything away.
    await db.event.count({ where: { projectId, type: 'verdict.given' } }),
  ]
  return annotations > 0 && (rounds === 0 || verdicts > 0) ? 'whole' : 'begun'
}

/** Removes what a seed that was interrupted has left. */
export async function removeBegun(db: Transaction, projectId: string): Promise<void> {
  await db.document.updateMany({ where: { projectId }, data: { currentRevisionId: null } })
  await db.project.delete({ where: { id: projectId }, select: { id: true } })
}

/** Says of everything in the project so far, its history included, that it was made at `time`. The history's trigger lets the time of events be changed by a transaction that says so, and nothing else of them. */
export async function dateProject(tx: Transaction, projectId: string, time: Date): Promise<void> {
  const made = { where: { projectId }, data: { createdAt: time, updatedAt: time } }
  await tx.project.update({ where: { id: projectId }, data: made.data, select: { id: true } })
  await tx.document.updateMany(made)
  await tx.tag.updateMany(made)
  await tx.theme.updateMany(made)
  await dateEvents(tx, projectId, 0n, time)
}

/** Does `work` and says of the events that it made that they were made at `time`. */
export async function inThePast(db: Database, projectId: string, time: Date, work: () => Promise<void>): Promise<void> {
  const newest = await db.event.aggregate({ where: { projectId }, _max: { seq: true } })
  await work()
  await db.$transaction((tx) => dateEvents(tx, projectId, newest._max.seq ?? 0n, time))
}

async function dateEvents(tx: Transaction, projectId: string, after: bigint, time: Date): Promise<void> {
  await tx.$queryRaw`SELECT set_config('commonplace.history', concat('date ', ${projectId}::text, ' ', pg_current_xact_id()), true)`
  await tx.$executeRaw`UPDATE "Event" SET "createdAt" = ${time} WHERE "projectId" = ${projectId}::uuid AND seq > ${after}`
  await tx.$queryRaw`SELECT set_config('commonplace.history', '', true)`
}

/** The email address of the first lead of a live project; null where there is no such project. */
export async function firstLeadEmail(db: Transaction, projectId: string): Promise<string | null> {
  const row = await db.membership.findFirst({
    where: { projectId, role: 'lead', project: { deletedAt: null }, user: { deactivatedAt: null } },
    select: { user: { select: { email: true } } },
    orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
  })
  return row?.user.email ?? null
}
