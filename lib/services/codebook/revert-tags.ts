import { tagLimits } from '@/lib/domain/codebook/import-lines'
import { mostTags } from './room-for-tags'
import type { Transaction } from '@/lib/data/database/client'
import type { RecordedEvent } from '@/lib/data/history/events'
import {
  binnedTag,
  binTags,
  lockTags,
  reorderFamilies,
  reorderSiblings,
  tagsInBin,
  takenName,
  unbinTags,
  updateTag,
  writeGuidance,
} from '@/lib/data/codebook/tag-writes'
import { getTag, getTagWords, listTags, tagTree, type TagWords } from '@/lib/data/codebook/tags'
import {
  levelsOf,
  levelsWith,
  childrenOf,
  placed,
  placedAll,
  wouldCycle,
  type Branch,
} from '@/lib/domain/codebook/tree'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError } from '@/lib/errors'
import type { Tag } from '@/lib/schemas/tag'
import { cannotRevert, changedFields } from '@/lib/services/history/cannot-revert'
import type { ImportUndo } from './import-codebook'
import type { Reverted } from '@/lib/services/history/reverting'
import { guidanceOf, moveTag, recorded, refusingTwins, siblingIds, timeOf, type RecordedTag } from './tags'
import { fieldNames } from '@/lib/services/history/field-names'
import { say } from '@/lib/i18n/say'

/** Back to the bin with a tag that was made or restored, unless it is in use by now. */
export async function revertTagCreation(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  await lockTags(tx, member, [event.subjectId])
  const tag = await getTag(tx, member, event.subjectId)
  if (!tag) throw cannotRevert(say('refusals.revert.tagBinnedAlready'))
  const tree = await tagTree(tx, member)
  if (childrenOf(tree).has(tag.id)) throw cannotRevert(say('refusals.revert.tagsBelow', { name: tag.name }))
  if (event.type === 'tag.created' && tag.annotationCount > 0)
    throw cannotRevert(say('refusals.revert.tagCarried', { name: tag.name }))
  await binTags(tx, member, [tag.id], now)
  await reorderSiblings(
    tx,
    member,
    siblingIds(tree, tag.parentId).filter((id) => id !== tag.id),
  )
  return {
    event: { type: 'tag.deleted', subjectId: tag.id, before: recorded(tag) },
    effects: [say('effects.tagToBin', { name: tag.name })],
  }
}

/** Gives back each field its former value, if nobody has changed that very field since; other fields do not matter. */
export async function revertTagChange(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const [before, after] = [event.before as RecordedTag, event.after as RecordedTag]
  const tag = await getTagWords(tx, member, event.subjectId)
  if (!tag) throw cannotRevert(say('refusals.revert.binned', { name: after.name }))
  const isMove = before.parentId !== after.parentId || before.position !== after.position
  const fields = changedFields(before, after, [
    'name',
    'colour',
    'definition',
    'useWhen',
    'avoidWhen',
    'archivedAt',
    'parentId',
  ])
  const drifted = fields.filter((field) => tag[field] !== after[field])
  if (drifted.length > 0)
    throw cannotRevert(say('refusals.revert.changedSince', { name: tag.name, fields: fieldNames(drifted) }))
  const parentId = fields.includes('parentId') ? before.parentId : tag.parentId
  const tree = await tagTree(tx, member)
  demandPlace(tree, tag, parentId)
  // Who had to look again is as before too, unless something else has changed the meaning since.
  const meaning =
    tag.meaningChangedAt === (after.meaningChangedAt ?? null) && before.meaningChangedAt !== after.meaningChangedAt
      ? { meaningChangedAt: timeOf(before.meaningChangedAt) }
      : {}
  const change = Object.fromEntries(
    fields.map((field) => [
      field,
      field === 'archivedAt' && before.archivedAt !== null ? new Date(before.archivedAt) : before[field],
    ]),
  )
  await inItsPlace(before.name, () => updateTag(tx, member, tag.id, tag.version, { ...change, ...meaning }, now))
  if (isMove) await moveTag(tx, member, tree, tag, { parentId, position: before.position })
  const what = [
    ...(fields.length === 0 && !isMove && 'meaningChangedAt' in meaning ? (['lookAgain'] as const) : []),
    ...fields,
    ...(isMove && !fields.includes('parentId') ? (['order'] as const) : []),
  ]
  return {
    event: {
      type: 'tag.changed',
      subjectId: tag.id,
      before: recorded(tag),
      after: recorded(await live(tx, member, tag.id)),
    },
    effects: [say('effects.tagAsBefore', { name: before.name, fields: fieldNames(what) })],
  }
}

/** Out of the bin and back to its place. */
export async function revertTagDeletion(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const tag = await restoreTag(tx, member, event.before as RecordedTag, await tagTree(tx, member), now)
  return {
    event: { type: 'tag.restored', subjectId: tag.id, after: recorded(tag) },
    effects: [say('effects.tagBack', { name: tag.name })],
  }
}

/** What of a tag says where it stood. */
export type TagPlace = Pick<RecordedTag, 'id' | 'name' | 'parentId' | 'position'>

/** Takes a tag out of the bin and puts it where it stood, before what stands there now. `tree` is what it joins, of which `gone` no longer stand where it says. */
export async function restoreTag(
  tx: Transaction,
  member: Member,
  before: TagPlace,
  tree: readonly Branch[],
  now: Date,
  gone: readonly string[] = [],
): Promise<TagWords> {
  if (tree.length >= mostTags) throw cannotRevert(say('refusals.revert.codebookFull', { limit: mostTags }))
  const binned = await binnedTag(tx, member, before.id)
  if (!binned) throw cannotRevert(say('refusals.revert.notInBin', { name: before.name }))
  const stands = before.parentId === null || tree.some((tag) => tag.id === before.parentId)
  const above = stands || before.parentId === null ? null : await binnedTag(tx, member, before.parentId)
  if (above) throw cannotRevert(say('refusals.revert.aboveBinned', { name: above.name }))
  // What stood below a tag that was purged comes back at the top.
  const parentId = stands ? before.parentId : null
  if (levelsWith(tree, before.id, parentId) > tagLimits.depth)
    throw cannotRevert(say('refusals.revert.tooDeep', { limit: tagLimits.depth }))
  await inItsPlace(before.name, () => unbinTags(tx, member, [before.id], now))
  await reorderSiblings(
    tx,
    member,
    placed(
      siblingIds(tree, parentId).filter((id) => !gone.includes(id)),
      before.id,
      before.position,
    ),
  )
  return live(tx, member, before.id)
}

/** Everything that one import added goes to the bin, unless some of it is in use by now, and what it changed is again as it was. */
export async function revertTagImport(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const { ids, changed } = importUndo(event)
  await lockTags(tx, member, ids)
  const tags = await listTags(tx, member)
  const imported = new Set(ids)
  const added = tags.filter((tag) => imported.has(tag.id))
  const others = tags.filter((tag) => !imported.has(tag.id))
  const parents = new Set(others.map((tag) => tag.parentId))
  const used = added.filter((tag) => tag.annotationCount > 0 || parents.has(tag.id))
  if (used.length > 0)
    throw cannotRevert(
      say('refusals.revert.importInUse', {
        names: used.slice(0, 5).map(({ name }) => say('effects.quoted', { name })),
      }),
    )
  if (added.length + changed.length === 0) throw cannotRevert(say('refusals.revert.importBinned'))
  await binTags(
    tx,
    member,
    added.map((tag) => tag.id),
    now,
  )
  const left = childrenOf(others)
  await reorderFamilies(
    tx,
    member,
    [...new Set(added.map((tag) => tag.parentId))].map((parentId) => (left.get(parentId) ?? []).map((tag) => tag.id)),
  )
  await exchangeGuidance(
    tx,
    member,
    tags,
    changed.map(({ before, after }) => ({ from: after, to: before })),
    now,
  )
  const names = [...added, ...changed.map(({ before }) => before)].map((tag) => tag.name).slice(0, 50)
  const effects = [
    ...(added.length === 0 ? [] : [say('effects.importedToBin', { count: added.length })]),
    ...(changed.length === 0 ? [] : [say('effects.importedAsBefore', { count: changed.length })]),
  ]
  return {
    event: {
      type: 'tag.import-reverted',
      subjectId: event.subjectId,
      before: { count: added.length, changed: changed.length, names },
      undo: { ids: added.map((tag) => tag.id), changed } satisfies ImportUndo,
    },
    effects,
  }
}

/** Everything that reverting an import put into the bin comes out of it again, and what the import changed takes it again. */
export async function redoTagImport(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const { ids, changed } = importUndo(event)
  const binned = await tagsInBin(tx, member, ids)
  if (binned.length + changed.length === 0) throw cannotRevert(say('refusals.revert.importNotInBin'))
  await restoreTags(tx, member, binned, now)
  await exchangeGuidance(
    tx,
    member,
    await listTags(tx, member),
    changed.map(({ before, after }) => ({ from: before, to: after })),
    now,
  )
  const names = [...binned, ...changed.map(({ after }) => after)].map((tag) => tag.name).slice(0, 50)
  const effects = [
    ...(binned.length === 0 ? [] : [say('effects.importedBack', { count: binned.length })]),
    ...(changed.length === 0 ? [] : [say('effects.importedAgain', { count: changed.length })]),
  ]
  return {
    event: {
      type: 'tag.imported',
      subjectId: event.subjectId,
      after: { count: binned.length, changed: changed.length, names },
      undo: { ids: binned.map((tag) => tag.id), changed } satisfies ImportUndo,
    },
    effects,
  }
}

/** Takes tags that stand in the order of their places out of the bin together, as `restoreTag` does with one, in a number of statements that does not grow with them. */
async function restoreTags(
  tx: Transaction,
  member: Member,
  binned: readonly (TagPlace & Branch)[],
  now: Date,
): Promise<void> {
  const tree = await tagTree(tx, member)
  if (binned.length > 0 && tree.length + binned.length > mostTags)
    throw cannotRevert(say('refusals.revert.codebookFull', { limit: mostTags }))
  const restored = new Set(binned.map((tag) => tag.id))
  const standing = new Set([...tree.map((tag) => tag.id), ...restored])
  const missing = binned.flatMap(({ parentId }) => (parentId === null || standing.has(parentId) ? [] : parentId))
  const [above] = await tagsInBin(tx, member, missing)
  if (above) throw cannotRevert(say('refusals.revert.aboveBinned', { name: above.name }))
  if (levelsOf([...tree, ...binned], restored) > tagLimits.depth)
    throw cannotRevert(say('refusals.revert.tooDeep', { limit: tagLimits.depth }))
  const taken = await takenName(tx, member, [...restored])
  if (taken !== null) throw cannotRevert(say('refusals.revert.tagNameTaken', { name: taken }))
  await unbinTags(tx, member, [...restored], now)
  const siblings = childrenOf(tree)
  // What stood below a tag that was purged comes back at the top.
  const joining = new Map<string | null, TagPlace[]>()
  for (const tag of binned) {
    const parentId = tag.parentId !== null && standing.has(tag.parentId) ? tag.parentId : null
    const family = joining.get(parentId)
    if (family) family.push(tag)
    else joining.set(parentId, [tag])
  }
  await reorderFamilies(
    tx,
    member,
    [...joining].map(([parentId, tags]) =>
      placedAll(
        (siblings.get(parentId) ?? []).map((tag) => tag.id),
        tags,
      ),
    ),
  )
}

/** Imports of before they could change anything have no list of what they changed. */
function importUndo(event: RecordedEvent): ImportUndo {
  return { ids: [], changed: [], ...(event.undo as Partial<ImportUndo> | null) }
}

const importedFields = ['colour', 'definition', 'useWhen', 'avoidWhen', 'archivedAt'] as const

/** Gives tags the guidance of `to`, where they still have that of `from` in the fields in which the two differ. */
async function exchangeGuidance(
  tx: Transaction,
  member: Member,
  tags: readonly Tag[],
  exchanges: readonly { from: RecordedTag; to: RecordedTag }[],
  now: Date,
): Promise<void> {
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  const rows = exchanges.map(({ from, to }) => {
    const tag = byId.get(from.id)
    if (!tag) throw cannotRevert(say('refusals.revert.binned', { name: from.name }))
    const fields = changedFields(from, to, importedFields)
    const drifted = fields.filter((field) =>
      field === 'archivedAt' ? (tag.archivedAt === null) !== (from.archivedAt === null) : tag[field] !== from[field],
    )
    if (drifted.length > 0)
      throw cannotRevert(say('refusals.revert.changedSince', { name: tag.name, fields: fieldNames(drifted) }))
    const isSameMeaning = tag.meaningChangedAt === (from.meaningChangedAt ?? null)
    return {
      ...guidanceOf(tag),
      ...Object.fromEntries(fields.map((field) => [field, to[field]])),
      meaningChangedAt: isSameMeaning ? (to.meaningChangedAt ?? null) : tag.meaningChangedAt,
    }
  })
  await writeGuidance(tx, member, rows, now)
}

function demandPlace(tree: readonly Branch[], tag: TagWords, parentId: string | null): void {
  if (parentId !== null && !tree.some((other) => other.id === parentId))
    throw cannotRevert(say('refusals.revert.parentBinned', { name: tag.name }))
  if (wouldCycle(tree, tag.id, parentId)) throw cannotRevert(say('refusals.revert.parentBelow', { name: tag.name }))
}

async function inItsPlace<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await refusingTwins(name, work)
  } catch (error) {
    if (error instanceof AppError && error.code === 'already-exists')
      throw cannotRevert(say('refusals.revert.tagNameTaken', { name }))
    throw error
  }
}

async function live(tx: Transaction, member: Member, id: string): Promise<TagWords> {
  const tag = await getTagWords(tx, member, id)
  if (!tag) throw new Error('A tag that was written just now is not there')
  return tag
}
