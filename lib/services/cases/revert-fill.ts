import { describedCases, setCaseAttributes, setCasesBinned } from '@/lib/data/cases/described-cases'
import type { Transaction } from '@/lib/data/database/client'
import { countValues, insertAttribute, removeAttribute } from '@/lib/data/documents/attribute-writes'
import type { RecordedEvent } from '@/lib/data/history/events'
import type { Member } from '@/lib/domain/access/viewer'
import { ownValue } from '@/lib/domain/own-value'
import { say } from '@/lib/i18n/say'
import { withoutNulls } from '../documents/documents'
import { cannotRevert } from '../history/cannot-revert'
import type { Reverted } from '../history/reverting'
import type { CaseFillUndo } from './fill-cases'
import { refusingTwins } from './cases'

/**
 * Gives the cases that were filled from a sheet the values they had, where they still have those they got, and moves those that it made to the bin; or, for what
 * reverted that, the other way. Attributes made for it go where no case has a value for them then.
 */
export async function revertCaseFill(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const { changed, made, added } = event.undo as CaseFillUndo
  const wasFilled = event.type === 'case.filled'
  if (!wasFilled) {
    await refusingTwins('', () => setCasesBinned(tx, member, added, null))
    for (const attribute of made) await insertAttribute(tx, member, attribute)
  }
  const stored = new Map((await describedCases(tx, member, true)).map((one) => [one.id, one]))
  const rows = changed.flatMap(({ id, before, after }) => {
    const one = stored.get(id)
    if (!one) return []
    const drifted = Object.keys(after).filter((key) => (ownValue(one.attributes, key) ?? null) !== after[key])
    if (drifted.length > 0) throw cannotRevert(say('refusals.revert.describedSince', { name: one.name, keys: drifted }))
    return [
      { id, name: one.name, before: after, after: before, values: withoutNulls({ ...one.attributes, ...before }) },
    ]
  })
  const standing = added.filter((id) => stored.has(id))
  if (rows.length + standing.length === 0) throw cannotRevert(say('refusals.revert.filledCasesBinned'))
  await setCaseAttributes(tx, member, rows)
  if (wasFilled) {
    await setCasesBinned(tx, member, standing, now)
    for (const attribute of made)
      if ((await countValues(tx, member, attribute)) === 0) await removeAttribute(tx, member, attribute.id)
  }
  const names = [...new Set([...rows.map(({ name }) => name), ...standing.flatMap((id) => stored.get(id)?.name ?? [])])]
  const told = { count: names.length, names: names.slice(0, 50) }
  const undo: CaseFillUndo = {
    changed: rows.map(({ id, name, before, after }) => ({ id, name, before, after })),
    made,
    added: standing,
  }
  return {
    event: {
      type: wasFilled ? 'case.fill-reverted' : 'case.filled',
      subjectId: event.subjectId,
      ...(wasFilled ? { before: told } : { after: told }),
      undo,
    },
    effects: [say('effects.formerCases', { count: names.length })],
  }
}
