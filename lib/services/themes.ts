import { jsonOrNull, type Database, type Transaction } from '@/lib/data/client'
import { appendEvents } from '@/lib/data/events'
import { newId } from '@/lib/data/ids'
import { getTheme, listThemes } from '@/lib/data/themes'
import { uniqueViolation } from '@/lib/data/violations'
import { nextColour } from '@/lib/domain/codebook/colours'
import { placed } from '@/lib/domain/codebook/tree'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, notFound } from '@/lib/errors'
import type { Theme, ThemeChange, ThemeCreate } from '@/lib/schemas/theme'
import { authorise } from './authorise'
import type { Created } from './projects'
import { staleVersion } from './stale-version'

/** Adds a theme at the end of the list. */
export async function createTheme(db: Database, member: Member, input: ThemeCreate): Promise<Created<Theme>> {
  authorise(member, 'themes.write')
  const id = input.id ?? newId()
  return refusingTwins(input.name, () =>
    db.$transaction(async (tx) => {
      const themes = await lockThemes(tx, member)
      const existing = themes.find((theme) => theme.id === id)
      if (existing) return { row: existing, created: false }
      await tx.theme.create({
        data: {
          projectId: member.projectId,
          id,
          name: input.name,
          definition: input.definition ?? '',
          colour: input.colour ?? nextColour(themes.map((theme) => theme.colour)),
          position: themes.length,
          createdById: member.userId,
        },
        select: { id: true },
      })
      await setThemeTags(tx, member, id, input.tagIds)
      const row = await getTheme(tx, member, id)
      if (!row) throw notFound('theme')
      await appendEvents(tx, member, [{ type: 'theme.created', subjectId: id, after: recorded(row) }])
      return { row, created: true }
    }),
  )
}

export async function changeTheme(db: Database, member: Member, id: string, change: ThemeChange): Promise<Theme> {
  authorise(member, 'themes.write')
  return refusingTwins(change.name ?? 'this name', () =>
    db.$transaction(async (tx) => {
      const themes = await lockThemes(tx, member)
      const before = themes.find((theme) => theme.id === id)
      if (!before) throw notFound('theme')
      if (change.version !== undefined && change.version !== before.version) throw staleVersion(before, 'theme')
      await tx.theme.update({
        where: { projectId_id: { projectId: member.projectId, id } },
        data: {
          ...(change.name !== undefined && { name: change.name }),
          ...(change.definition !== undefined && { definition: change.definition }),
          ...(change.colour !== undefined && { colour: change.colour }),
          ...(change.narrative !== undefined && { narrative: jsonOrNull(change.narrative) }),
          version: { increment: 1 },
          updatedAt: new Date(),
        },
        select: { id: true },
      })
      if (change.tagIds) await setThemeTags(tx, member, id, change.tagIds)
      if (change.position !== undefined) await reorder(tx, member, placed(themes.map((theme) => theme.id), id, change.position))
      const after = await getTheme(tx, member, id)
      if (!after) throw notFound('theme')
      await appendEvents(tx, member, [{ type: 'theme.changed', subjectId: id, before: recorded(before), after: recorded(after) }])
      return after
    }),
  )
}

/** Moves a theme to the bin; its tags and excerpts are untouched. */
export async function deleteTheme(db: Database, member: Member, id: string, version: number | undefined): Promise<void> {
  authorise(member, 'themes.write')
  await db.$transaction(async (tx) => {
    const before = (await lockThemes(tx, member)).find((theme) => theme.id === id)
    if (!before) throw notFound('theme')
    if (version !== undefined && version !== before.version) throw staleVersion(before, 'theme')
    await tx.theme.updateMany({ where: { projectId: member.projectId, id }, data: { deletedAt: new Date(), version: { increment: 1 } } })
    await appendEvents(tx, member, [{ type: 'theme.deleted', subjectId: id, before: recorded(before) }])
  })
}

async function lockThemes(tx: Transaction, member: Member): Promise<Theme[]> {
  await tx.$queryRaw`SELECT 1 FROM "Project" WHERE id = ${member.projectId}::uuid FOR NO KEY UPDATE`
  return listThemes(tx, member)
}

async function setThemeTags(tx: Transaction, member: Member, themeId: string, tagIds: string[]): Promise<void> {
  const wanted = [...new Set(tagIds)]
  const live = await tx.tag.count({ where: { projectId: member.projectId, id: { in: wanted }, deletedAt: null } })
  if (live < wanted.length) throw new AppError('invalid', 'One of the tags does not exist any more.', { errors: [{ path: 'tagIds', message: 'No such tag' }] })
  // Tags in the bin stay with the theme, unseen, for the day they are restored.
  await tx.themeTag.deleteMany({ where: { projectId: member.projectId, themeId, tag: { deletedAt: null } } })
  await tx.themeTag.createMany({ data: wanted.map((tagId, position) => ({ projectId: member.projectId, themeId, tagId, position })) })
}

async function reorder(tx: Transaction, member: Member, ids: string[]): Promise<void> {
  await tx.$executeRaw`UPDATE "Theme" t SET position = o.position - 1 FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS o(id, position) WHERE t."projectId" = ${member.projectId}::uuid AND t.id = o.id`
}

async function refusingTwins<T>(name: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (uniqueViolation(error) === 'Theme_live_name')
      throw new AppError('already-exists', `There is a theme called “${name}” already. Choose another name.`, { errors: [{ path: 'name', message: 'Taken' }] })
    throw error
  }
}

function recorded(theme: Theme) {
  const { counts: _, spread: _s, createdAt: _c, updatedAt: _u, ...kept } = theme
  return kept
}
