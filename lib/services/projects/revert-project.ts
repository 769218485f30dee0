import type { Transaction } from '@/lib/data/database/client'
import type { RecordedEvent } from '@/lib/data/history/events'
import { getProject } from '@/lib/data/projects/projects'
import { updateProject } from '@/lib/data/projects/project-writes'
import type { ProjectSettings } from '@/lib/domain/access/actions'
import type { Member } from '@/lib/domain/access/viewer'
import { cannotRevert, changedFields } from '@/lib/services/history/cannot-revert'
import type { Reverted } from '@/lib/services/history/reverting'
import { fieldNames } from '@/lib/services/history/field-names'
import { say } from '@/lib/i18n/say'

interface RecordedProject {
  name: string
  description: string
  settings: Partial<ProjectSettings>
}

/** Gives the name, the description and each setting its former value, if nobody has changed that very one since. */
export async function revertProjectChange(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const [before, after] = [event.before as RecordedProject, event.after as Partial<RecordedProject>]
  const project = await getProject(tx, member)
  if (!project) throw cannotRevert(say('refusals.revert.projectBinned'))
  const words = changedFields<Partial<RecordedProject>, 'name' | 'description'>(before, { ...before, ...after }, [
    'name',
    'description',
  ])
  const settings = changedFields(
    before.settings,
    { ...before.settings, ...after.settings },
    Object.keys(after.settings ?? {}) as (keyof ProjectSettings)[],
  )
  const drifted = [
    ...changedFields<Partial<RecordedProject>, 'name' | 'description'>(after, project, words),
    ...changedFields(after.settings ?? {}, project.settings, settings),
  ]
  if (drifted.length > 0)
    throw cannotRevert(say('refusals.revert.projectChangedSince', { fields: fieldNames(drifted) }))
  if (words.length + settings.length === 0) throw cannotRevert(say('refusals.revert.nothingLeft'))
  const former = {
    ...Object.fromEntries(words.map((field) => [field, before[field]])),
    ...(settings.length > 0 && {
      settings: {
        ...project.settings,
        ...Object.fromEntries(settings.map((field) => [field, before.settings[field]])),
      },
    }),
  }
  await updateProject(tx, member, former, now)
  return {
    event: {
      type: 'project.changed',
      subjectId: member.projectId,
      before: { name: project.name, description: project.description, settings: project.settings },
      after: former,
    },
    effects: [say('effects.projectAsBefore', { fields: fieldNames([...words, ...settings]) })],
  }
}
