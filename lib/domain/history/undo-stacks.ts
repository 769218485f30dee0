/** What of an act says where it stands in somebody's undo and redo. */
export interface OwnAct {
  seq: number
  type: string
  /** The act that it took back. */
  reverts: number | null
}

export interface UndoStacks<T extends OwnAct> {
  /** What one can take back, the last first: acts, and acts done again. */
  undo: T[]
  /** What one can do again by taking its taking-back back, the last taken back first. */
  redo: T[]
}

/**
 * Somebody's undo and redo as they follow from their acts alone, so that they are the same after a reload and in every tab. `acts` are all of one person's
 * acts that count, the newest first, down to some act; what that act and older ones did is not known. Something new empties the redo, as everywhere.
 */
export function undoStacks<T extends OwnAct>(acts: readonly T[]): UndoStacks<T> {
  const bySeq = new Map(acts.map((act) => [act.seq, act]))
  const taken = new Set(acts.flatMap((act) => act.reverts ?? []))
  const stacks: UndoStacks<T> = { undo: [], redo: [] }
  let isNewest = true
  for (const act of acts) {
    const depth = depthOf(act, bySeq)
    if (!taken.has(act.seq)) {
      if (depth % 2 === 0) stacks.undo.push(act)
      else if (isNewest) stacks.redo.push(act)
    }
    if (depth === 0) isNewest = false
  }
  return stacks
}

/** How often taking back went to and fro since the act itself: even where it holds. An act that takes another person's back is one of its own. */
function depthOf(act: OwnAct, bySeq: ReadonlyMap<number, OwnAct>): number {
  let depth = 0
  for (let at = act; at.reverts !== null; depth += 1) {
    const former = bySeq.get(at.reverts)
    if (!former) break
    at = former
  }
  return depth
}
