import { useMemo, useRef } from 'react'
import { callApi } from '@/lib/browser/api'
import type { EventReverted } from '@/lib/schemas/history'

/** What one press of Undo takes back: the events of one act, which may be several steps. */
export interface Undoable {
  label: string
  events: number[]
}

/** Takes acts back on the server, the last step first; answers the events that did so. Throws the server's ProblemError, with its reason, at the first that cannot be taken back. */
export async function revertEvents(projectId: string, events: readonly number[]): Promise<number[]> {
  const done: number[] = []
  for (const event of events.toReversed())
    done.push((await callApi<EventReverted>('POST', `/projects/${projectId}/events/${event}/revert`)).seq)
  return done
}

export interface UndoStack {
  push: (act: Undoable) => void
  /** The last act, taken off the stack. */
  pop: () => Undoable | undefined
  /** Takes one act off the stack wherever it lies: it is being undone by another way. */
  drop: (act: Undoable) => void
  clear: () => void
}

/** Acts of this person on this page, each with all its steps; what was done before the page was opened is in the history. */
export function useUndoStack(): UndoStack {
  const acts = useRef<Undoable[]>([])
  return useMemo(
    () => ({
      push: (act) => void acts.current.push(act),
      pop: () => acts.current.pop(),
      drop: (act) => {
        acts.current = acts.current.filter((other) => other !== act)
      },
      clear: () => {
        acts.current = []
      },
    }),
    [],
  )
}
