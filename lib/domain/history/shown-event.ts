import { isMadeUnseen, isVeiled, type Making, type Veil } from '../rounds/veil'

/** An event as it is on record. */
export interface RecordedEvent {
  seq: number
  type: string
  actor: { id: string; name: string }
  subjectId: string
  documentId: string | null
  /** Whose work the event is about, where it is one person's. */
  ownerId: string | null
  /** The round that the event belongs to. */
  roundId: string | null
  /** Who made the tag or proposal that it is about, where that was made while coding blind: it belongs to `roundId`. */
  makerId: string | null
  /** Whether colleagues see anything of it; always true where it is nobody's own work. */
  shared: boolean
  before: unknown
  after: unknown
  /** The number of the event that this one reverted. */
  reverts: number | null
  createdAt: string
}

/** What the history and the live stream show of an event. */
export type ShownEvent = Omit<RecordedEvent, 'ownerId' | 'makerId' | 'shared'>

/** Coding that a verdict compared: of these people, in this round. */
export interface Compared {
  roundId: string | null
  coderIds: string[]
  /** Where it is on another document than the event says, or may be. */
  documentId?: string
}

/** What of a member decides which events exist for them. */
export interface EventReader {
  userId: string
  /** Whether they invite people, and so may see whom by address; without it they do not. */
  seesAddresses?: boolean
  /** Whether they see how far every coder is; without it they are not told what says so. */
  seesProgress?: boolean
  veil: Veil
}

/** Of the tags and proposals that events name, those that somebody made while coding blind, by id. */
export type Makings = ReadonlyMap<string, Making>

const noMakings: Makings = new Map()

/**
 * What this member is shown of an event, or null where it does not exist for them. Another person's event on their own unshared work is not there; where it
 * was shared on one side only, that side alone is; of a bulk event's items those that would be shown alone; and nothing of what a blind round hides. A side
 * that may be shown whole is the very same object that is on record. What others did to tags that do not exist for the reader is not there, and no list names
 * such a tag: which of the tags that it names are of that kind is said by `made`. The history, the live stream and notifications all ask here and nowhere else.
 */
export function shownEvent(reader: EventReader, event: RecordedEvent, made = noMakings): ShownEvent | null {
  const { roundId, makerId, actor } = event
  const isMine = actor.id === reader.userId
  if (!isMine && roundId !== null && makerId !== null && isMadeUnseen(reader, { roundId, makerId })) return null
  const isTold = reader.seesAddresses === true || kindOf(event) !== 'invitation'
  const shown = withoutVeiled(
    reader,
    isTold ? event : { ...event, before: withoutAddress(event.before), after: withoutAddress(event.after) },
  )
  return shown && !isMine && made.size > 0 ? withoutTags(reader, made, shown) : shown
}

/** Kinds of events that are about a tag where they name it; of the others a hidden tag is left out. */
const aboutTags = new Set(['tag', 'proposal', 'comment', 'memo', 'link'])

function withoutTags(reader: EventReader, made: Makings, shown: ShownEvent): ShownEvent | null {
  const isHiddenId = (id: string) => {
    const making = made.get(id)
    return making !== undefined && isMadeUnseen(reader, making)
  }
  const named = [...wordsIn([shown.subjectId, shown.before, shown.after])].some(isHiddenId)
  if (!named) return shown
  return aboutTags.has(shown.type.split('.')[0] ?? '') || shown.type.includes('.example-')
    ? null
    : { ...shown, before: left(isHiddenId, shown.before), after: left(isHiddenId, shown.after) }
}

/** Every string that stands anywhere in a side. */
export function* wordsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* wordsIn(part)
}

/** A side without the hidden ids in its lists. */
function left(isHiddenId: (id: string) => boolean, value: unknown): unknown {
  if (Array.isArray(value))
    return value.filter((part) => typeof part !== 'string' || !isHiddenId(part)).map((part) => left(isHiddenId, part))
  return isRow(value)
    ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, left(isHiddenId, part)]))
    : value
}

function withoutVeiled(reader: EventReader, event: RecordedEvent): ShownEvent | null {
  const { ownerId, makerId: _, shared, ...shown } = event
  const isForeign = ownerId !== null && ownerId !== reader.userId
  if (isForeign && !shared) return null
  const isOwn = isOwnEvent(reader, event)
  if (isOwn && !isForeign) return shown
  if (!isOwn && (isHidden(reader, event) || (tellsProgress(event) && reader.seesProgress !== true))) return null
  if (kindOf(event) === 'round')
    return {
      ...shown,
      before: withoutDraw(reader, event.actor.id, event.before),
      after: withoutDraw(reader, event.actor.id, event.after),
    }
  const isVisible = (item: unknown) => (!isForeign || isShared(item)) && !isVeiledItem(reader, event, item)
  const [before, after] = [visibleSide(event.before, isVisible), visibleSide(event.after, isVisible)]
  const isEmptied = itemsOf(event.before, event.after).length > 0 && itemsOf(before, after).length === 0
  return isEmptied && reader.veil.documentIds.size + reader.veil.layers.size > 0 ? null : { ...shown, before, after }
}

/** Kinds of events that say something about somebody's coding of a text; the others are about the project and never veiled. */
export const aboutCoding: ReadonlySet<string> = new Set([
  'annotation',
  'annotations',
  'comment',
  'memo',
  'link',
  'verdict',
  'verdicts',
])

const kindOf = ({ type }: RecordedEvent): string => type.split('.')[0] ?? ''

/** How far somebody is: that they handed in a document, were given it back, or looked again at passages of theirs after a change of a tag. */
export const aboutProgress: readonly string[] = [
  'round.submitted',
  'round.reopened',
  'annotations.rechecked',
  'annotations.recheck-reverted',
]

const tellsProgress = ({ type }: RecordedEvent): boolean => aboutProgress.includes(type)

/** What somebody did themselves, and what was done to their own coding, is theirs to know; that a colleague starred it, or named it as an example, is not. */
function isOwnEvent({ userId }: EventReader, event: RecordedEvent): boolean {
  const kind = kindOf(event)
  return (
    event.actor.id === userId ||
    (event.ownerId === userId &&
      (kind === 'round' || (kind.startsWith('annotation') && !/starred$|\.example-/.test(event.type))))
  )
}

function isHidden({ veil }: EventReader, event: RecordedEvent): boolean {
  const { documentId, roundId } = event
  // Whose document was reopened must hear of it, although it made them blind again. That a colleague handed a document in is no coding, but it is a trace of it for whoever codes it blind.
  if (kindOf(event) === 'round') return documentId !== null && veil.documentIds.has(documentId)
  return (
    aboutCoding.has(kindOf(event)) &&
    [event.before, event.after]
      .flatMap((side) => workOf(event, side, roundId))
      .some((work) => isVeiled(veil, { documentId, ...work }))
  )
}

function isVeiledItem({ veil }: EventReader, event: RecordedEvent, item: unknown): boolean {
  if (!isRow(item) || !aboutCoding.has(kindOf(event))) return false
  const word = (key: string) => (typeof item[key] === 'string' ? item[key] : null)
  return workOf(event, item, word('roundId')).some((work) =>
    isVeiled(veil, { documentId: word('documentId'), ...work }),
  )
}

/**
 * Whose coding, made in which round, a row of an event is about. A verdict is about everybody's that it compared, and hidden while one of theirs is; so is what
 * hangs on a verdict or on what it wrote, which says it by `about`, and so is a link, whose two ends are each somebody's and may be on two documents.
 */
function workOf(
  { ownerId }: RecordedEvent,
  row: unknown,
  roundId: string | null,
): { roundId: string | null; ownerId: string | null; documentId?: string }[] {
  const all = isRow(row) ? [{ roundId, coderIds: row['coderIds'] }, ...comparedIn(row['about'])] : []
  const compared = all.flatMap(({ coderIds, ...place }) =>
    (Array.isArray(coderIds) ? coderIds : [])
      .filter((id): id is string => typeof id === 'string')
      .map((id) => ({ ...place, ownerId: id })),
  )
  return compared.length > 0 ? compared : [{ roundId, ownerId }]
}

const comparedIn = (about: unknown): { roundId: string | null; coderIds: unknown; documentId?: string }[] =>
  (Array.isArray(about) ? (about as unknown[]) : []).filter(isRow).map((each) => ({
    roundId: typeof each['roundId'] === 'string' ? each['roundId'] : null,
    coderIds: each['coderIds'],
    ...(typeof each['documentId'] === 'string' && { documentId: each['documentId'] }),
  }))

/** A round as it is told to somebody from whom work on one of its documents is hidden: how many passages were drawn tells how many colleagues marked. */
function withoutDraw({ userId, veil }: EventReader, actorId: string, side: unknown): unknown {
  if (!isRow(side) || side['sample'] === undefined) return side ?? null
  const ids = (key: string) => (Array.isArray(side[key]) ? (side[key] as unknown[]) : [])
  const isVeiledHere = (id: unknown) =>
    typeof id === 'string' && (veil.documentIds.has(id) || [...veil.layers].some((layer) => layer.includes(`/${id}/`)))
  if (actorId === userId || ids('coderIds').includes(userId) || !ids('documentIds').some(isVeiledHere)) return side
  return Object.fromEntries(Object.entries(side).filter(([key]) => key !== 'sample'))
}

/** An invitation as it is told to whoever invites nobody: for whom it was is between the leads and that person. */
const withoutAddress = (side: unknown): unknown =>
  isRow(side) && 'email' in side ? Object.fromEntries(Object.entries(side).filter(([key]) => key !== 'email')) : side

const itemsOf = (...sides: unknown[]): unknown[] =>
  sides.flatMap((side) => (isRow(side) && Array.isArray(side['items']) ? (side['items'] as unknown[]) : []))

function visibleSide(side: unknown, isVisible: (row: unknown) => boolean): unknown {
  if (!isRow(side)) return side ?? null
  if (Array.isArray(side['items']))
    return side['items'].every(isVisible) ? side : { items: side['items'].filter(isVisible) }
  return isVisible(side) ? side : null
}

const isRow = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// What has no visibility of its own is no annotation, and goes by the event's.
const isShared = (row: unknown): boolean => !isRow(row) || (row['visibility'] ?? 'shared') === 'shared'
