import { useMemo, useRef } from 'react'
import { callApi } from '@/lib/browser/api'

/** What one press of Undo takes back: the events of one act, which may be several steps. */
export interface Undoable {
  label: string
  events: number[]
}

/** Takes acts back on the server, the last step first. Throws the server's ProblemError, with its reason, at the first that cannot be taken back. */
export async function revertEvents(projectId: string, events: readonly number[]): Promise<void> {
  for (const event of events.toReversed()) await callApi('POST', `/projects/${projectId}/events/${event}/revert`)
}

export interface UndoStack {
  push: (act: Undoable) => void
  /** The last act, taken off the stack. */
  pop: () => Undoable | undefined
  /** Takes one act off the stack wherever it lies: it is being undone by another way. */
  drop: (act: Undoable) => void
}

/** What this person has done on this page, for Ctrl-Z. The history page takes back older acts. */
export function useUndoStack(): UndoStack {
  const acts = useRef<Undoable[]>([])
  return useMemo(
    () => ({
      push: (act) => void acts.current.push(act),
      pop: () => acts.current.pop(),
      drop: (act) => {
        acts.current = acts.current.filter((other) => other !== act)
      },
    }),
    [],
  )
}
