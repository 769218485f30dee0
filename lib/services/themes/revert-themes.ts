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
import { fieldNames } from '@/lib/services/history/field-names'
import { say } from '@/lib/i18n/say'

/** Back to the bin with a theme that was made or restored. */
export async function revertThemeCreation(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const themes = await listThemes(tx, member)
  const theme = themes.find((other) => other.id === event.subjectId)
  if (!theme) throw cannotRevert(say('refusals.revert.themeBinned'))
  await setThemeBinned(tx, member, theme.id, true, now)
  await reorderThemes(
    tx,
    member,
    themes.map((other) => other.id).filter((id) => id !== theme.id),
  )
  return {
    event: { type: 'theme.deleted', subjectId: theme.id, before: recorded(theme) },
    effects: [say('effects.themeToBin', { name: theme.name })],
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
  if (!theme) throw cannotRevert(say('refusals.revert.binned', { name: after.name }))
  const fields = changedFields(before, after, ['name', 'definition', 'colour', 'narrative', 'tagIds'])
  const drifted = changedFields(after, recorded(theme), fields)
  if (drifted.length > 0)
    throw cannotRevert(say('refusals.revert.changedSince', { name: theme.name, fields: fieldNames(drifted) }))
  const { tagIds, ...words } = Object.fromEntries(
    fields.map((field) => [field, before[field]]),
  ) as Partial<RecordedTheme>
  await underItsName(before.name, () =>
    updateTheme(tx, member, theme.id, { ...words, narrative: words.narrative as object | null | undefined }, now),
  )
  if (words.narrative) await demandRoomAgain(tx, member)
  if (tagIds && !(await setThemeTags(tx, member, theme.id, tagIds)))
    throw cannotRevert(say('refusals.revert.themeTagBinned'))
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
  const what = [...fields, ...(before.position === after.position ? [] : (['order'] as const))]
  return {
    event: {
      type: 'theme.changed',
      subjectId: theme.id,
      before: recorded(theme),
      after: recorded(await live(tx, member, theme.id)),
    },
    effects: [say('effects.themeAsBefore', { name: before.name, fields: fieldNames(what) })],
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
  if (!restored) throw cannotRevert(say('refusals.revert.notInBin', { name: before.name }))
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
    effects: [say('effects.themeBack', { name: before.name })],
  }
}

async function demandRoomAgain(tx: Transaction, member: Member): Promise<void> {
  const themes = await listThemes(tx, member)
  if (!haveRoom(themes.flatMap((theme) => theme.narrative ?? [])))
    throw cannotRevert(say('refusals.revert.narrativesTooLong'))
}

async function underItsName<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await refusingTwins(name, work)
  } catch (error) {
    if (error instanceof AppError && error.code === 'already-exists')
      throw cannotRevert(say('refusals.revert.themeNameTaken', { name }))
    throw error
  }
}

async function live(tx: Transaction, member: Member, id: string): Promise<Theme> {
  const theme = await getTheme(tx, member, id)
  if (!theme) throw new Error('A theme that was written just now is not there')
  return theme
}
