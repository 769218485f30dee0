import type { Database } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { newId } from '@/lib/data/database/ids'
import { blindRoundIdsOf } from '@/lib/data/rounds/load-veil'
import { getProject } from '@/lib/data/projects/projects'
import { defaultSettings, type ProjectSettings } from '@/lib/domain/access/actions'
import type { Member, Viewer } from '@/lib/domain/access/viewer'
import { notFound } from '@/lib/errors'
import type { Project } from '@/lib/schemas/project'
import { authorise } from '@/lib/services/authorise'
import type { Done } from '@/lib/services/done'
import { staleVersion } from '@/lib/services/stale-version'

export interface Created<T> {
  row: T
  /** False when the client's id was stored already and nothing changed. */
  created: boolean
}

/** Makes a project with the viewer as its lead. Anybody with an account may. */
export async function createProject(
  db: Database,
  viewer: Viewer,
  input: { id?: string; name: string; description?: string },
): Promise<Created<Project>> {
  const projectId = input.id ?? newId()
  const member = { userId: viewer.userId, projectId }
  const made = await db.$transaction(async (tx) => {
    const { count } = await tx.project.createMany({
      data: { id: projectId, name: input.name, description: input.description ?? '', settings: { ...defaultSettings } },
      skipDuplicates: true,
    })
    if (count === 0) return false
    await tx.membership.create({ data: { projectId, userId: viewer.userId, role: 'lead' }, select: { role: true } })
    await appendEvents(tx, { ...member, role: 'lead' }, [
      { type: 'project.created', subjectId: projectId, after: { name: input.name } },
    ])
    return true
  })
  const row = await getProject(db, { ...member, blindRoundIds: await blindRoundIdsOf(db, viewer.userId) })
  if (!row) throw notFound('project') // The id is taken by a project of other people.
  return { row, created: made }
}

export async function changeProject(
  db: Database,
  member: Member,
  change: { version?: number; name?: string; description?: string; settings?: Partial<ProjectSettings> },
): Promise<Done<Project>> {
  authorise(member, 'project.update')
  const before = await getProject(db, member)
  if (!before) throw notFound('project')
  const event = await db.$transaction(async (tx) => {
    const { count } = await tx.project.updateMany({
      where: { id: member.projectId, deletedAt: null, version: change.version ?? before.version },
      data: {
        ...(change.name !== undefined && { name: change.name }),
        ...(change.description !== undefined && { description: change.description }),
        ...(change.settings && { settings: { ...before.settings, ...change.settings } }),
        version: { increment: 1 },
        updatedAt: new Date(),
      },
    })
    if (count === 0) throw staleVersion(await getProject(tx, member), 'project')
    const { version: _, ...after } = change
    const [seq = null] = await appendEvents(tx, member, [
      {
        type: 'project.changed',
        subjectId: member.projectId,
        before: { name: before.name, description: before.description, settings: before.settings },
        after,
      },
    ])
    return seq
  })
  const row = await getProject(db, member)
  if (!row) throw notFound('project')
  return { row, event }
}

/** Moves the project to the bin: nobody sees it any more, nothing is erased. */
export async function deleteProject(db: Database, member: Member, version: number | undefined): Promise<void> {
  authorise(member, 'project.delete')
  await db.$transaction(async (tx) => {
    const { count } = await tx.project.updateMany({
      where: { id: member.projectId, deletedAt: null, ...(version !== undefined && { version }) },
      data: { deletedAt: new Date(), version: { increment: 1 } },
    })
    if (count === 0) throw staleVersion(await getProject(tx, member), 'project')
    await appendEvents(tx, member, [
      { type: 'project.deleted', subjectId: member.projectId, before: { name: member.projectName } },
    ])
  })
}
