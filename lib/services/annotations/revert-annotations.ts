import {
  exchangePostings,
  lockPassages,
  passagesByIds,
  setPassagesBinned,
  tagFates,
  touchPassages,
  type Owner,
  type Posting,
} from '@/lib/data/annotations/revert'
import { updateAnnotation } from '@/lib/data/annotations/write'
import type { Transaction } from '@/lib/data/database/client'
import type { NewEvent, RecordedEvent } from '@/lib/data/history/events'
import { newId } from '@/lib/data/database/ids'
import { revisionText } from '@/lib/data/documents/revision-text'
import type { Member } from '@/lib/domain/access/viewer'
import {
  partsOf,
  planAnnotationRevert,
  type EventPart,
  type KeepReason,
  type RevertPlan,
  type RevertStep,
  type StoredPassage,
} from '@/lib/domain/history/plan-annotation-revert'
import { AppError } from '@/lib/errors'
import type { Annotation } from '@/lib/schemas/annotation'
import { recordedAnnotation } from './recorded'
import { leftOf } from '@/lib/domain/history/reversals'
import { cutSpan } from './cut-span'
import { demandBounded, lettersIn } from './demand-bounded'
import { cannotRevert } from '@/lib/services/history/cannot-revert'
import type { Keep, Reverted } from '@/lib/services/history/reverting'
import { fieldNames, type FieldName } from '@/lib/services/history/field-names'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

/**
 * Takes back what somebody did to annotations of their own, one or up to thousands at once, under their name. A lead who does so gives the author their own
 * earlier state back, and the event says that it was the lead. One annotation that later work has built upon refuses the whole; of many, those stay as they are.
 */
export async function revertAnnotations(
  tx: Transaction,
  member: Member,
  event: RecordedEvent,
  now: Date,
): Promise<Reverted> {
  const owner = { projectId: member.projectId, userId: event.ownerId ?? event.actorId }
  if (owner.userId !== member.userId && member.role !== 'lead')
    throw new AppError('not-allowed', say('refusals.annotations.othersAnnotations'))
  const shown = shownParts(event)
  const stored = await lockPassages(
    tx,
    member,
    owner,
    shown.map((part) => part.id),
  )
  const parts = shown.filter(({ id }) => isTheirsToChange(member, owner, stored.get(id)))
  if (parts.length === 0) throw cannotRevert(say('refusals.revert.privatePassage'))
  const tagIds = new Set([
    ...parts.flatMap(({ before, after }) => [...(before?.tagIds ?? []), ...(after?.tagIds ?? [])]),
    ...[...stored.values()].flatMap((row) => row.tagIds),
  ])
  const plan = planAnnotationRevert(parts, stored, await tagFates(tx, owner, [...tagIds]))
  const keeps = keptBecause(plan)
  if (plan.steps.length === 0) throw cannotRevert(keeps[0]?.said ?? say('refusals.revert.nothingLeft'))
  const ids = plan.steps.map((step) => step.id)
  demandBoundedSides(plan.steps, stored)
  const before = await passagesByIds(tx, member, owner, ids)
  await carryOut(tx, member, owner, plan.steps, before, now)
  const after = await passagesByIds(tx, member, owner, ids)
  return { event: reversingEvent(event, owner, plan.steps, before, after), effects: effectsOf(plan.steps), keeps }
}

/** An event that was small may have become large since: its passages were moved one by one. */
function demandBoundedSides(steps: readonly RevertStep[], stored: ReadonlyMap<string, StoredPassage>): void {
  const before = steps.flatMap((step) => stored.get(step.id) ?? [])
  demandBounded(lettersIn(before))
  const moved = new Map(steps.flatMap((step) => (step.kind === 'change' && step.span ? [[step.id, step.span]] : [])))
  demandBounded(lettersIn(before.map((row) => ({ ...row, ...moved.get(row.id) }))))
}

/** Those parts of the event that nobody has given back yet and of which the member is shown both sides: a private passage is its author's alone to change back. */
function shownParts(event: RecordedEvent): EventPart[] {
  const shown = new Map(partsOf({ subjectId: event.subjectId, ...event.shown }).map((part) => [part.id, part]))
  return leftOf(event, event.reversals).filter(({ id, before, after }) => {
    const seen = shown.get(id)
    return (
      seen !== undefined && (before === null) === (seen.before === null) && (after === null) === (seen.after === null)
    )
  })
}

/** A passage that has become private since is its author's alone, and what became of it nobody else's to know. */
function isTheirsToChange(member: Member, owner: Owner, row: StoredPassage | undefined): boolean {
  return owner.userId === member.userId || row?.visibility !== 'private'
}

async function carryOut(
  tx: Transaction,
  member: Member,
  owner: Owner,
  steps: readonly RevertStep[],
  before: readonly Annotation[],
  now: Date,
): Promise<void> {
  for (const kind of ['bin', 'restore'] as const) {
    const ids = steps.filter((step) => step.kind === kind).map((step) => step.id)
    if (ids.length > 0) await setPassagesBinned(tx, owner, ids, kind === 'bin', now)
  }
  const changes = steps.filter((step) => step.kind === 'change')
  if (changes.length === 0) return
  const postings = (list: 'addTagIds' | 'dropTagIds') =>
    changes.flatMap((step) => step[list].map((tagId): Posting => [step.id, tagId]))
  await exchangePostings(tx, owner, postings('dropTagIds'), postings('addTagIds'), now)
  const rows = new Map(before.map((row) => [row.id, row]))
  const worded = changes.filter((step) => step.span !== null || Object.keys(step.fields).length > 0)
  for (const step of worded) {
    const row = rows.get(step.id)
    const text = step.span ? await revisionText(tx, member, step.span.revisionId) : null
    const span =
      text !== null && step.span ? { revisionId: step.span.revisionId, ...cutSpan(text, step.span) } : undefined
    const written =
      row &&
      (await updateAnnotation(
        tx,
        { ...member, userId: owner.userId },
        step.id,
        row.version,
        { ...step.fields, span },
        now,
      ))
    if (!written) throw new Error('An annotation that is locked has changed')
  }
  const done = new Set(worded.map((step) => step.id))
  await touchPassages(
    tx,
    owner,
    changes.map((step) => step.id).filter((id) => !done.has(id)),
    now,
  )
}

/** The event that took `event` back, in the form in which it would have been done by hand, so that it is told and reverted like any other. */
function reversingEvent(
  event: RecordedEvent,
  owner: Owner,
  steps: readonly RevertStep[],
  before: Annotation[],
  after: Annotation[],
): NewEvent {
  const all = [...before, ...after]
  const whose = {
    ownerId: owner.userId,
    shared: all.some((row) => row.visibility === 'shared'),
    documentId: only(all.map((row) => row.documentId)),
    roundId: only(all.map((row) => row.roundId)),
  }
  const made = idsOf(steps, 'restore')
  const gone = idsOf(steps, 'bin')
  const verb = made.size === steps.length ? 'restored' : gone.size === steps.length ? 'deleted' : 'changed'
  const [one] = before
  if (event.type.startsWith('annotation.') && one) {
    const [now] = after
    return {
      type: `annotation.${verb}`,
      subjectId: one.id,
      ...whose,
      ...(verb !== 'restored' && { before: recordedAnnotation(one) }),
      ...(verb !== 'deleted' && now && { after: recordedAnnotation(now) }),
    }
  }
  const isMixed = made.size + gone.size > 0 && verb === 'changed'
  const several =
    verb === 'changed' && !isMixed ? (opposite[event.type] ?? 'annotations.changed') : `annotations.${verb}`
  return {
    type: several,
    subjectId: newId(),
    ...whose,
    before: { items: before.filter(({ id }) => !made.has(id)).map(recordedAnnotation) },
    after: { items: after.filter(({ id }) => !gone.has(id)).map(recordedAnnotation) },
  }
}

const idsOf = (steps: readonly RevertStep[], kind: RevertStep['kind']): Set<string> =>
  new Set(steps.filter((step) => step.kind === kind).map((step) => step.id))

/** The one value that all have; undefined where they differ. */
function only<T>(values: readonly T[]): T | undefined {
  return new Set(values).size === 1 ? values[0] : undefined
}

const opposite: Readonly<Record<string, string>> = {
  'annotations.tagged': 'annotations.untagged',
  'annotations.untagged': 'annotations.tagged',
}

function effectsOf(steps: readonly RevertStep[]): Said[] {
  const count = (kind: RevertStep['kind']) => steps.filter((step) => step.kind === kind).length
  const [bin, restore, change] = [count('bin'), count('restore'), count('change')]
  return [
    ...(restore > 0 ? [say('effects.passagesBack', { count: restore })] : []),
    ...(bin > 0 ? [say('effects.passagesToBin', { count: bin })] : []),
    ...(change > 0 ? [say('effects.passagesAsBefore', { count: change, fields: fieldNames(whatChanges(steps)) })] : []),
  ]
}

function whatChanges(steps: readonly RevertStep[]): FieldName[] {
  const what = new Set<FieldName>()
  for (const step of steps) {
    if (step.kind !== 'change') continue
    if (step.addTagIds.length > 0 || step.dropTagIds.length > 0) what.add('tagIds')
    if (step.span) what.add(step.span.isElsewhere ? 'place' : 'edges')
    for (const field of Object.keys(step.fields) as (keyof typeof step.fields)[]) what.add(field)
  }
  return [...what]
}

const keepSentences: Record<KeepReason, Said> = {
  gone: say('effects.kept.gone'),
  'in-bin': say('effects.kept.inBin'),
  'not-in-bin': say('effects.kept.notInBin'),
  documentInBin: say('effects.kept.documentInBin'),
  'changed-since': say('effects.kept.changedSince'),
  'text-corrected': say('effects.kept.textCorrected'),
  tagInBin: say('effects.kept.tagInBin'),
  'tag-merged': say('effects.kept.tagMerged'),
  'tag-purged': say('effects.kept.tagPurged'),
  frozen: say('effects.kept.frozen'),
  verdict: say('effects.kept.verdict'),
  comment: say('effects.kept.comment'),
}

function keptBecause({ keeps }: RevertPlan): Keep[] {
  return [...new Set(keeps.map((keep) => keep.reason))].map((reason) => {
    const ids = keeps.filter((keep) => keep.reason === reason).map((keep) => keep.id)
    return { reason, said: keepSentences[reason], count: ids.length, ids }
  })
}
