/** What of an event says where it stands in somebody's undo and redo. */
export interface OwnEvent {
  seq: number
  type: string
  /** The event that it reverted. */
  reverts: number | null
}

export interface UndoStacks<T extends OwnEvent> {
  /** What one can revert, the last first: events, and events done again. */
  undo: T[]
  /** What one can do again by taking its taking-back back, the last reverted first. */
  redo: T[]
}

/**
 * Somebody's undo and redo as they follow from their events alone, so that they are the same after a reload and in every tab. `events` are all of one person's
 * events that count, the newest first, down to some event; what that event and older ones did is not known. Something new empties the redo, as everywhere.
 */
export function undoStacks<T extends OwnEvent>(events: readonly T[]): UndoStacks<T> {
  const bySeq = new Map(events.map((event) => [event.seq, event]))
  const taken = new Set(events.flatMap((event) => event.reverts ?? []))
  const stacks: UndoStacks<T> = { undo: [], redo: [] }
  let isNewest = true
  for (const event of events) {
    const depth = depthOf(event, bySeq)
    if (!taken.has(event.seq)) {
      if (depth % 2 === 0) stacks.undo.push(event)
      else if (isNewest) stacks.redo.push(event)
    }
    if (depth === 0) isNewest = false
  }
  return stacks
}

/** How often reverting went to and fro since the event itself: even where it holds. An event that takes another person's back is one of its own. */
function depthOf(event: OwnEvent, bySeq: ReadonlyMap<number, OwnEvent>): number {
  let depth = 0
  for (let at = event; at.reverts !== null; depth += 1) {
    const former = bySeq.get(at.reverts)
    if (!former) break
    at = former
  }
  return depth
}
