import type { Member } from '../access/viewer'

/** An act as it is on record. */
export interface RecordedEvent {
  seq: number
  type: string
  actor: { id: string; name: string }
  subjectId: string
  documentId: string | null
  /** Whose work the act is about, where it is one person's. */
  ownerId: string | null
  /** Whether colleagues see anything of it; always true where it is nobody's own work. */
  shared: boolean
  before: unknown
  after: unknown
  createdAt: string
}

/** What the history and the live stream show of an act. */
export type ShownEvent = Omit<RecordedEvent, 'ownerId' | 'shared'>

/** What of a member decides which acts exist for them. */
export type EventReader = Pick<Member, 'userId'>

/**
 * What this member is shown of an act, or null where it does not exist for them. Another person's act on their own unshared work is not there; where it
 * was shared on one side only, that side alone is; and of a bulk act's items those that would be shown alone. A side that may be shown whole is the very
 * same object that is on record. The history, the live stream and notifications all ask here and nowhere else.
 */
export function shownEvent(member: EventReader, event: RecordedEvent): ShownEvent | null {
  const isForeign = event.ownerId !== null && event.ownerId !== member.userId
  if (isForeign && !event.shared) return null
  const { ownerId: _, shared: __, ...shown } = event
  return isForeign ? { ...shown, before: sharedSide(event.before), after: sharedSide(event.after) } : shown
}

function sharedSide(side: unknown): unknown {
  if (!isRow(side)) return side ?? null
  if (Array.isArray(side['items'])) return side['items'].every(isShared) ? side : { items: side['items'].filter(isShared) }
  return isShared(side) ? side : null
}

const isRow = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

// What has no visibility of its own is no annotation, and goes by the act's.
const isShared = (row: unknown): boolean => !isRow(row) || (row['visibility'] ?? 'shared') === 'shared'
