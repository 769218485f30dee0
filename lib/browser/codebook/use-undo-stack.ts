import { useMemo, useRef } from 'react'
import { callApi } from '@/lib/browser/api'
import type { EventReverted } from '@/lib/schemas/history'

/** What one press of Undo reverts: the events of one step, which may be several. */
export interface Undoable {
  label: string
  events: number[]
}

/** Reverts steps on the server, the last step first; answers the events that did so. Throws the server's ProblemError, with its reason, at the first that cannot be reverted. */
export async function revertEvents(projectId: string, events: readonly number[]): Promise<number[]> {
  const done: number[] = []
  for (const event of events.toReversed())
    done.push((await callApi<EventReverted>('POST', `/projects/${projectId}/events/${event}/revert`)).seq)
  return done
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
