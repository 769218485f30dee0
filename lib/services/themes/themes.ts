import type { Database, Transaction } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { newId } from '@/lib/data/database/ids'
import { lockCodebook } from '@/lib/data/codebook/tag-writes'
import { insertTheme, reorderThemes, setThemeBinned, setThemeTags, updateTheme } from '@/lib/data/themes/theme-writes'
import { getTheme, listThemes } from '@/lib/data/themes/themes'
import { uniqueViolation } from '@/lib/data/database/violations'
import { nextColour } from '@/lib/domain/codebook/colours'
import { placed } from '@/lib/domain/codebook/tree'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault, notFound } from '@/lib/errors'
import type { Theme, ThemeChange, ThemeCreate } from '@/lib/schemas/theme'
import { authorise } from '@/lib/services/authorise'
import type { Done } from '@/lib/services/done'
import type { Created } from '@/lib/services/projects/projects'
import { staleVersion } from '@/lib/services/stale-version'
import { say } from '@/lib/i18n/say'

/** Adds a theme at the end of the list. */
export async function createTheme(
  db: Database,
  member: Member,
  input: ThemeCreate,
): Promise<Created<Theme> & Done<Theme>> {
  authorise(member, 'themes.write')
  const id = input.id ?? newId()
  return refusingTwins(input.name, () =>
    db.$transaction(async (tx) => {
      const themes = await lockThemes(tx, member)
      const existing = themes.find((theme) => theme.id === id)
      if (existing) return { row: existing, created: false, event: null }
      const { name, definition = '', colour = nextColour(themes.map((theme) => theme.colour)) } = input
      await insertTheme(tx, member, { id, name, definition, colour, position: themes.length })
      await demandTags(setThemeTags(tx, member, id, input.tagIds))
      const row = await required(tx, member, id)
      const [event = null] = await appendEvents(tx, member, [
        { type: 'theme.created', subjectId: id, after: recorded(row) },
      ])
      return { row, created: true, event }
    }),
  )
}

/** Renames, describes, recolours, moves or writes a theme, or chooses other tags for it. */
export async function changeTheme(
  db: Database,
  member: Member,
  id: string,
  change: ThemeChange,
  now: Date,
): Promise<Done<Theme>> {
  authorise(member, 'themes.write')
  return refusingTwins(change.name ?? 'this name', () =>
    db.$transaction(async (tx) => {
      const themes = await lockThemes(tx, member)
      const before = themes.find((theme) => theme.id === id)
      if (!before) throw notFound('theme')
      const { version, tagIds, position, ...words } = change
      if (version !== undefined && version !== before.version) throw staleVersion(before, 'theme')
      if (words.narrative)
        demandRoom([words.narrative, ...themes.flatMap((theme) => (theme.id === id ? [] : theme.narrative))])
      await updateTheme(tx, member, id, words, now)
      if (tagIds) await demandTags(setThemeTags(tx, member, id, tagIds))
      if (position !== undefined)
        await reorderThemes(
          tx,
          member,
          placed(
            themes.map((theme) => theme.id),
            id,
            position,
          ),
        )
      const row = await required(tx, member, id)
      const [event = null] = await appendEvents(tx, member, [
        { type: 'theme.changed', subjectId: id, before: recorded(before), after: recorded(row) },
      ])
      return { row, event }
    }),
  )
}

/** Moves a theme to the bin; its tags and excerpts are untouched. */
export async function deleteTheme(
  db: Database,
  member: Member,
  id: string,
  version: number | undefined,
  now: Date,
): Promise<Done<Theme>> {
  authorise(member, 'themes.write')
  return db.$transaction(async (tx) => {
    const themes = await lockThemes(tx, member)
    const before = themes.find((theme) => theme.id === id)
    if (!before) throw notFound('theme')
    if (version !== undefined && version !== before.version) throw staleVersion(before, 'theme')
    await setThemeBinned(tx, member, id, true, now)
    await reorderThemes(
      tx,
      member,
      themes.map((theme) => theme.id).filter((other) => other !== id),
    )
    const [event = null] = await appendEvents(tx, member, [
      { type: 'theme.deleted', subjectId: id, before: recorded(before) },
    ])
    return { row: before, event }
  })
}

/** Characters, as JSON, of all narratives of a project together: they are read with every list of its themes. */
const mostWritten = 16_000_000

function demandRoom(narratives: readonly unknown[]): void {
  if (!haveRoom(narratives)) throw new AppError('too-large', say('refusals.themes.tooLong'))
}

/** Whether a project may have all these narratives. */
export const haveRoom = (narratives: readonly unknown[]): boolean =>
  narratives.reduce<number>((sum, narrative) => sum + JSON.stringify(narrative).length, 0) <= mostWritten

/** The themes in order, locked against other changes of them. */
async function lockThemes(tx: Transaction, member: Member): Promise<Theme[]> {
  await lockCodebook(tx, member)
  return listThemes(tx, member)
}

/** Runs `work` and turns the violation of the index on names into a sentence. */
export async function refusingTwins<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (uniqueViolation(error) === 'Theme_live_name')
      throw new AppError('already-exists', say('refusals.themes.nameTaken', { name }), {
        errors: [fault('name', say('faults.taken'))],
      })
    throw error
  }
}

/** What the history keeps of a theme: counts are the viewer's own and no part of it. */
export function recorded(theme: Theme) {
  const { counts: _, spread: _s, createdAt: _c, updatedAt: _u, ...kept } = theme
  return kept
}
export type RecordedTheme = ReturnType<typeof recorded>

async function demandTags(allLive: Promise<boolean>): Promise<void> {
  if (!(await allLive))
    throw new AppError('invalid', say('refusals.tagGone'), {
      errors: [fault('tagIds', say('faults.noSuchTag'))],
    })
}

async function required(tx: Transaction, member: Member, id: string): Promise<Theme> {
  const row = await getTheme(tx, member, id)
  if (!row) throw notFound('theme')
  return row
}
