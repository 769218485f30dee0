import type { Database } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { newId } from '@/lib/data/database/ids'
import { blindRoundIdsOf } from '@/lib/data/rounds/load-veil'
import { binProject, insertProject, updateProject } from '@/lib/data/projects/project-writes'
import { getProject } from '@/lib/data/projects/projects'
import type { ProjectSettings } from '@/lib/domain/access/actions'
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
    if (!(await insertProject(tx, member, { name: input.name, description: input.description ?? '' }))) return false
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
  now: Date,
): Promise<Done<Project>> {
  authorise(member, 'project.update')
  const before = await getProject(db, member)
  if (!before) throw notFound('project')
  const event = await db.$transaction(async (tx) => {
    const fields = {
      ...(change.name !== undefined && { name: change.name }),
      ...(change.description !== undefined && { description: change.description }),
      ...(change.settings && { settings: { ...before.settings, ...change.settings } }),
    }
    if (!(await updateProject(tx, member, fields, now, change.version ?? before.version)))
      throw staleVersion(await getProject(tx, member), 'project')
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
export async function deleteProject(
  db: Database,
  member: Member,
  version: number | undefined,
  now: Date,
): Promise<void> {
  authorise(member, 'project.delete')
  await db.$transaction(async (tx) => {
    if (!(await binProject(tx, member, now, version))) throw staleVersion(await getProject(tx, member), 'project')
    await appendEvents(tx, member, [
      { type: 'project.deleted', subjectId: member.projectId, before: { name: member.projectName } },
    ])
  })
}
