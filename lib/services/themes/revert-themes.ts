import type { Transaction } from '@/lib/data/database/client'
import type { RecordedEvent } from '@/lib/data/history/events'
import { reorderThemes, setThemeBinned, setThemeTags, updateTheme } from '@/lib/data/themes/theme-writes'
import { getTheme, listThemes } from '@/lib/data/themes/themes'
import { placed } from '@/lib/domain/codebook/tree'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError } from '@/lib/errors'
import type { Theme } from '@/lib/schemas/theme'
import { cannotRevert, changedFields } from '@/lib/services/history/cannot-revert'
import type { Reverted } from '@/lib/services/history/reverting'
import { haveRoom, recorded, refusingTwins, type RecordedTheme } from './themes'

/** Back to the bin with a theme that was made or restored. */
export async function revertThemeCreation(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const themes = await listThemes(tx, member)
  const theme = themes.find((other) => other.id === event.subjectId)
  if (!theme) throw cannotRevert('The theme is in the bin already.')
  await setThemeBinned(tx, member, theme.id, true, now)
  await reorderThemes(
    tx,
    member,
    themes.map((other) => other.id).filter((id) => id !== theme.id),
  )
  return {
    event: { type: 'theme.deleted', subjectId: theme.id, before: recorded(theme) },
    effects: [`The theme “${theme.name}” goes to the bin`],
  }
}

/** Gives back each field its former value, if nobody has changed that very field since. */
export async function revertThemeChange(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const [before, after] = [event.before as RecordedTheme, event.after as RecordedTheme]
  const themes = await listThemes(tx, member)
  const theme = themes.find((other) => other.id === event.subjectId)
  if (!theme) throw cannotRevert(`“${after.name}” is in the bin by now. Bring it back first.`)
  const fields = changedFields(before, after, ['name', 'definition', 'colour', 'narrative', 'tagIds'])
  const drifted = changedFields(after, recorded(theme), fields)
  if (drifted.length > 0)
    throw cannotRevert(
      `“${theme.name}” has been changed again since (${drifted.map((field) => (field === 'tagIds' ? 'tags' : field)).join(', ')}). Revert that first.`,
    )
  const { tagIds, ...words } = Object.fromEntries(
    fields.map((field) => [field, before[field]]),
  ) as Partial<RecordedTheme>
  await underItsName(before.name, () =>
    updateTheme(tx, member, theme.id, { ...words, narrative: words.narrative as object | null | undefined }, now),
  )
  if (words.narrative) await demandRoomAgain(tx, member)
  if (tagIds && !(await setThemeTags(tx, member, theme.id, tagIds)))
    throw cannotRevert('One of the tags it had is in the bin by now. Bring that back first.')
  if (before.position !== after.position)
    await reorderThemes(
      tx,
      member,
      placed(
        themes.map((other) => other.id),
        theme.id,
        before.position,
      ),
    )
  const what = [
    ...fields.map((field) => (field === 'tagIds' ? 'tags' : field)),
    ...(before.position === after.position ? [] : ['order']),
  ]
  return {
    event: {
      type: 'theme.changed',
      subjectId: theme.id,
      before: recorded(theme),
      after: recorded(await live(tx, member, theme.id)),
    },
    effects: [`The theme “${before.name}” is again as before: ${what.join(', ')}`],
  }
}

/** Out of the bin and back to its place in the list. */
export async function revertThemeDeletion(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const before = event.before as RecordedTheme
  const themes = await listThemes(tx, member)
  const restored = await underItsName(before.name, () => setThemeBinned(tx, member, event.subjectId, false, now))
  if (!restored) throw cannotRevert(`“${before.name}” is not in the bin any more.`)
  await demandRoomAgain(tx, member)
  await reorderThemes(
    tx,
    member,
    placed(
      themes.map((other) => other.id),
      event.subjectId,
      before.position,
    ),
  )
  return {
    event: {
      type: 'theme.restored',
      subjectId: event.subjectId,
      after: recorded(await live(tx, member, event.subjectId)),
    },
    effects: [`The theme “${before.name}” comes back with its tags and narrative`],
  }
}

async function demandRoomAgain(tx: Transaction, member: Member): Promise<void> {
  const themes = await listThemes(tx, member)
  if (!haveRoom(themes.flatMap((theme) => theme.narrative ?? [])))
    throw cannotRevert(
      'With it the narratives of this project would have more than sixteen million characters together. Shorten one of them first.',
    )
}

async function underItsName<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await refusingTwins(name, work)
  } catch (error) {
    if (error instanceof AppError && error.code === 'already-exists')
      throw cannotRevert(`Another theme is called “${name}” by now. Rename it first.`)
    throw error
  }
}

async function live(tx: Transaction, member: Member, id: string): Promise<Theme> {
  const theme = await getTheme(tx, member, id)
  if (!theme) throw new Error('A theme that was written just now is not there')
  return theme
}
