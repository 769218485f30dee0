import { useMemo, useRef } from 'react'

/** What one press of Undo reverts: the events of one step, which may be several. */
export interface Undoable {
  label: string
  events: number[]
}

export interface UndoStack {
  push: (step: Undoable) => void
  /** The last step, taken off the stack. */
  pop: () => Undoable | undefined
  /** Takes one step off the stack wherever it lies: it is being undone by another way. */
  drop: (step: Undoable) => void
  clear: () => void
}

/** Steps of this person on this page, each with all its events; what was done before the page was opened is in the history. */
export function useUndoStack(): UndoStack {
  const steps = useRef<Undoable[]>([])
  return useMemo(
    () => ({
      push: (step) => void steps.current.push(step),
      pop: () => steps.current.pop(),
      drop: (step) => {
        steps.current = steps.current.filter((other) => other !== step)
      },
      clear: () => {
        steps.current = []
      },
    }),
    [],
  )
}
