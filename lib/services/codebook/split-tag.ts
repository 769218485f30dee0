import { nameKey } from '@/lib/domain/codebook/name-key'
import { demandRoomForTags } from './room-for-tags'
import type { Database, Transaction } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { newId } from '@/lib/data/database/ids'
import { areOwn, movePostings, visiblyTagged, type MovedPosting } from '@/lib/data/codebook/split-postings'
import { roundCodedBlind } from '@/lib/data/rounds/hidden-tags'
import {
  copyThemePlaces,
  insertTags,
  lockTags,
  reorderSiblings,
  setMeaningChanged,
} from '@/lib/data/codebook/tag-writes'
import { listTags } from '@/lib/data/codebook/tags'
import { nextColour } from '@/lib/domain/codebook/colours'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault, notFound, type FieldFault } from '@/lib/errors'
import type { Tag, TagSplit, TagSplitDone } from '@/lib/schemas/tag'
import { authorise } from '@/lib/services/authorise'
import { demandNoTwin, demandOwnSplit } from './blind-tags'
import { staleVersion } from '@/lib/services/stale-version'
import { lockTree, recorded, refusingTwins, siblingIds } from './tags'
import { say } from '@/lib/i18n/say'

/** What taking a split back needs. It names annotations of everybody, so it is kept apart from what the history shows. */
export interface SplitUndo {
  tagIds: string[]
  moved: MovedPosting[]
  /** When the split changed what the tag means, where it says so. */
  meaningAt?: string
}

/**
 * Makes new tags beside `id` and moves the passages assigned to them from it, whoever marked those, as far as the member sees them. The new tags join the
 * themes of the old one, so that no passage leaves a theme by being sorted more finely. What is assigned to none keeps its tag.
 */
export async function splitTag(
  db: Database,
  member: Member,
  id: string,
  { names, assign, version }: TagSplit,
  now: Date,
): Promise<TagSplitDone & { event: number | null }> {
  authorise(member, 'codebook.write')
  demandSense(names, assign)
  // Only a name that stands there already gets here: among themselves they differ.
  return refusingTwins(names.join('”, “'), () =>
    db.$transaction(
      async (tx) => {
        const tree = await lockTree(tx, member)
        await lockTags(tx, member, [id])
        const before = (await listTags(tx, member)).find((tag) => tag.id === id)
        if (!before) throw notFound('tag')
        if (version !== undefined && version !== before.version) throw staleVersion(before, 'tag')
        const annotationIds = assign.map((one) => one.annotationId)
        demandTagged(await visiblyTagged(tx, member, id, annotationIds), assign)
        const blindRoundId = await roundCodedBlind(tx, member)
        const standing = tree.find((tag) => tag.id === id)
        if (standing) {
          const isOwn = blindRoundId === null || (await areOwn(tx, member, annotationIds))
          demandOwnSplit(member, standing, blindRoundId, isOwn)
        }
        demandRoomForTags(tree, names.length)
        for (const name of names) demandNoTwin(member, tree, before.parentId, name)
        const made = newTags(tree, names, { parentId: before.parentId, blindRoundId })
        const tagIds = made.map((tag) => tag.id)
        await insertTags(tx, member, made)
        await placeAfter(tx, member, tree, before, tagIds)
        const moved = assign.flatMap(({ annotationId, name }) =>
          made.filter((tag) => tag.name === name).map((tag): MovedPosting => ({ annotationId, tagId: tag.id })),
        )
        await movePostings(tx, member, id, moved)
        // While coding blind, a split is hidden from the others, and so is that it was made.
        const meaningAt = blindRoundId === null ? now : null
        if (meaningAt) await setMeaningChanged(tx, member, id, meaningAt)
        const after = await listTags(tx, member)
        const tags = tagIds.flatMap((tagId) => after.find((tag) => tag.id === tagId) ?? [])
        const tag = after.find((one) => one.id === id)
        if (!tag) throw notFound('tag')
        const undo: SplitUndo = { tagIds, moved, ...(meaningAt && { meaningAt: meaningAt.toISOString() }) }
        const event = await recordSplit(tx, member, { before, tags, blindRoundId, undo })
        return { tag, tags, moved: moved.length, event }
      },
      { timeout: 60_000 },
    ),
  )
}

type Tree = Awaited<ReturnType<typeof lockTree>>

/** Tags of these names, each in the next colour that the codebook has not used. */
function newTags(
  tree: Tree,
  names: readonly string[],
  among: { parentId: string | null; blindRoundId: string | null },
) {
  const colours = tree.map((tag) => tag.colour)
  return names.map((name) => {
    const colour = nextColour(colours)
    colours.push(colour)
    return { id: newId(), ...among, name, colour, definition: '', useWhen: '', avoidWhen: '', position: 0 }
  })
}

/** Puts new tags after the one that is split: among its siblings, and in every theme that it is in. */
async function placeAfter(tx: Transaction, member: Member, tree: Tree, split: Tag, tagIds: readonly string[]) {
  const siblings = siblingIds(tree, split.parentId)
  const at = siblings.indexOf(split.id) + 1
  await reorderSiblings(tx, member, [...siblings.slice(0, at), ...tagIds, ...siblings.slice(at)])
  for (const tagId of tagIds) await copyThemePlaces(tx, member, split.id, tagId)
}

interface Split {
  before: Tag
  tags: readonly Tag[]
  blindRoundId: string | null
  undo: SplitUndo
}

/** Writes the split into the history, and answers the number of its event. */
async function recordSplit(tx: Transaction, member: Member, { before, tags, blindRoundId, undo }: Split) {
  const [event = null] = await appendEvents(tx, member, [
    {
      type: 'tag.split',
      subjectId: before.id,
      roundId: blindRoundId,
      before: recorded(before),
      after: { tags: tags.map(recorded) },
      undo,
    },
  ])
  return event
}

/** Names differ as the index on sibling names sees it, every passage goes to one tag, and that is one of these. */
function demandSense(names: readonly string[], assign: TagSplit['assign']): void {
  const faults: FieldFault[] = []
  names.forEach(
    (name, i) =>
      names.findIndex((other) => nameKey(other) === nameKey(name)) < i &&
      faults.push(fault(`names.${i}`, say('faults.nameTwice'))),
  )
  const seen = new Set<string>()
  assign.forEach(({ annotationId, name }, i) => {
    if (!names.includes(name)) faults.push(fault(`assign.${i}.name`, say('faults.noneOfNames')))
    if (seen.has(annotationId)) faults.push(fault(`assign.${i}.annotationId`, say('faults.assignedTwice')))
    seen.add(annotationId)
  })
  if (faults.length > 0)
    throw new AppError('invalid', say('refusals.someInvalidChanged'), {
      errors: faults.slice(0, 100),
    })
}

/** What is not there, what is another's private work and what does not carry the tag are answered alike. */
function demandTagged(tagged: ReadonlySet<string>, assign: TagSplit['assign']): void {
  const faults = assign.flatMap(({ annotationId }, i) =>
    tagged.has(annotationId) ? [] : [fault(`assign.${i}.annotationId`, say('faults.noPassageWithTag'))],
  )
  if (faults.length > 0)
    throw new AppError('invalid', say('refusals.codebook.passagesWithoutTag'), {
      errors: faults.slice(0, 100),
    })
}
