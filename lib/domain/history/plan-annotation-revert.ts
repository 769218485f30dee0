/** An annotation as an event put it on record. Fields that older rows lack are not compared. */
interface RecordedPassage {
  id: string
  documentId: string
  revisionId: string
  start: number
  end: number
  tagIds: readonly string[]
  note: string
  visibility: 'private' | 'shared'
  certainty?: number | null
  secondOpinion?: boolean
}

/** The same annotation as it is stored now. `tagIds` are all its postings, those of tags in the bin too. */
export interface StoredPassage extends Omit<RecordedPassage, 'certainty' | 'secondOpinion'> {
  certainty: number | null
  secondOpinion: boolean
  /** The revision that its document is read in; another one than its own where a correction orphaned it. */
  currentRevisionId: string | null
  inBin: boolean
  documentInBin: boolean
  /** Its round is submitted: nobody changes it. */
  frozen: boolean
  /** A verdict that stands was given on it, or somebody answered to it. */
  builtUpon: 'verdict' | 'comment' | null
}

/** What became of a tag since; a tag that is not known was purged. */
export type TagFate = 'live' | 'binned' | 'merged'

/** One annotation's part in an event: made where there is no `before`, deleted where there is no `after`. */
export interface EventPart {
  id: string
  before: RecordedPassage | null
  after: RecordedPassage | null
}

type PlainFields = Partial<Pick<StoredPassage, 'note' | 'visibility' | 'certainty' | 'secondOpinion'>>

/** Where a passage stood, and whether that is on another revision than where it stands: one that was put back into the text waits again. */
interface FormerSpan {
  revisionId: string
  start: number
  end: number
  isElsewhere: boolean
}

/** What has to be done to one annotation so that the event never was. */
export type RevertStep =
  | { kind: 'bin' | 'restore'; id: string }
  | {
      kind: 'change'
      id: string
      fields: PlainFields
      span: FormerSpan | null
      addTagIds: string[]
      dropTagIds: string[]
    }

/** Why an annotation is left as it is. */
export type KeepReason =
  | 'gone'
  | 'in-bin'
  | 'not-in-bin'
  | 'documentInBin'
  | 'changed-since'
  | 'text-corrected'
  | 'tagInBin'
  | 'tag-merged'
  | 'tag-purged'
  | 'frozen'
  | 'verdict'
  | 'comment'

export interface RevertPlan {
  steps: RevertStep[]
  keeps: { id: string; reason: KeepReason }[]
}

const plainFields = ['note', 'visibility', 'certainty', 'secondOpinion'] as const

/**
 * How to revert an event on annotations: a step for each one that is as the event left it, a reason for each that later work has built upon. Of a change, only
 * what the event itself changed is given back; what others changed since in other fields stays.
 */
export function planAnnotationRevert(
  parts: readonly EventPart[],
  stored: ReadonlyMap<string, StoredPassage>,
  tags: ReadonlyMap<string, TagFate>,
): RevertPlan {
  const plan: RevertPlan = { steps: [], keeps: [] }
  for (const part of parts) {
    const row = stored.get(part.id)
    const outcome = row ? stepFor(part, row, tags) : 'gone'
    if (typeof outcome === 'string') plan.keeps.push({ id: part.id, reason: outcome })
    else plan.steps.push(outcome)
  }
  return plan
}

function stepFor(
  { id, before, after }: EventPart,
  row: StoredPassage,
  tags: ReadonlyMap<string, TagFate>,
): RevertStep | KeepReason {
  if (row.documentInBin) return 'documentInBin'
  if (row.frozen) return 'frozen'
  if (after === null) return row.inBin ? { kind: 'restore', id } : 'not-in-bin'
  if (row.inBin) return 'in-bin'
  if (before === null) {
    if (row.builtUpon) return row.builtUpon
    return isAsRecorded(after, row, tags) ? { kind: 'bin', id } : 'changed-since'
  }
  return changeBack(before, after, row, tags)
}

function isAsRecorded(after: RecordedPassage, row: StoredPassage, tags: ReadonlyMap<string, TagFate>): boolean {
  const live = (ids: readonly string[]) => ids.filter((id) => tags.get(id) === 'live')
  // A merge is the codebook's event, not this passage's: its tag counts as the one it went into.
  const merged = after.tagIds.some((id) => tags.get(id) === 'merged')
  const sameTags = merged || isSameSet(live(after.tagIds), live(row.tagIds))
  // A correction of the text moves spans by itself.
  const sameSpan = after.revisionId !== row.revisionId || (after.start === row.start && after.end === row.end)
  return sameTags && sameSpan && plainFields.every((field) => after[field] === undefined || after[field] === row[field])
}

function changeBack(
  before: RecordedPassage,
  after: RecordedPassage,
  row: StoredPassage,
  tags: ReadonlyMap<string, TagFate>,
): RevertStep | KeepReason {
  const step = {
    kind: 'change' as const,
    id: row.id,
    fields: {} as PlainFields,
    span: null as FormerSpan | null,
    addTagIds: [] as string[],
    dropTagIds: [] as string[],
  }
  for (const field of plainFields) {
    if (before[field] === undefined || before[field] === after[field]) continue
    if (row[field] !== after[field]) return 'changed-since'
    Object.assign(step.fields, { [field]: before[field] })
  }
  const isElsewhere = before.revisionId !== after.revisionId
  if (isElsewhere || before.start !== after.start || before.end !== after.end) {
    // One of the two revisions must be the one that is read: a passage is put back into the text, or taken out of it, but not moved between two former texts.
    if (
      row.revisionId !== after.revisionId ||
      (isElsewhere && ![before.revisionId, after.revisionId].includes(row.currentRevisionId ?? ''))
    )
      return 'text-corrected'
    if (row.start !== after.start || row.end !== after.end) return 'changed-since'
    step.span = { revisionId: before.revisionId, start: before.start, end: before.end, isElsewhere }
  }
  const has = new Set(row.tagIds)
  for (const id of without(after.tagIds, before.tagIds)) {
    if (tags.get(id) === 'merged') return 'tag-merged'
    if (has.has(id)) step.dropTagIds.push(id)
    else if (tags.has(id)) return 'changed-since'
  }
  for (const id of without(before.tagIds, after.tagIds)) {
    const fate = tags.get(id)
    if (fate !== 'live') return fate === 'merged' ? 'tag-merged' : fate === 'binned' ? 'tagInBin' : 'tag-purged'
    if (has.has(id)) return 'changed-since'
    step.addTagIds.push(id)
  }
  return step
}

/** The parts of an event from what is on record of it, single or bulk. */
export function partsOf(event: { subjectId: string; before: unknown; after: unknown }): EventPart[] {
  const [before, after] = [passages(event.before), passages(event.after)]
  return [...new Set([...before.keys(), ...after.keys()])].map((id) => ({
    id,
    before: before.get(id) ?? null,
    after: after.get(id) ?? null,
  }))
}

function passages(side: unknown): Map<string, RecordedPassage> {
  if (typeof side !== 'object' || side === null) return new Map()
  const items = 'items' in side && Array.isArray(side.items) ? (side.items as unknown[]) : [side]
  return new Map(items.filter(isPassage).map((item) => [item.id, item]))
}

const isPassage = (item: unknown): item is RecordedPassage =>
  typeof item === 'object' && item !== null && 'id' in item && 'start' in item && 'tagIds' in item
const without = (all: readonly string[], taken: readonly string[]): string[] => all.filter((id) => !taken.includes(id))
const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id))
