'use client'

import { useMemo } from 'react'
import { callApi } from '@/lib/browser/api'
import { undoStacks } from '@/lib/domain/history/undo-stacks'
import type { EventReverted, HistoryEvent } from '@/lib/schemas/history'
import { revertEvent } from './revert-events'

/** Which of one's own events Ctrl-Z is about. */
export interface UndoScope {
  kind: 'annotation' | 'tag' | 'theme' | 'memo' | 'query' | 'case'
  documentId?: string
}

/** How far back Ctrl-Z reaches in one go; the history page reaches all events. */
const reach = 500

/** One person's undo and redo of what they did in one place, read from the history each time it is asked for, hence the same after a reload and in every tab. */
export interface OwnUndo {
  /** Reverts the last event; null where there is none. Rejects with the server's ProblemError, and the next time asks for the event before. */
  undo: () => Promise<EventReverted | null>
  /** Does again what was reverted last; null where there is nothing, or something new was done since. */
  redo: () => Promise<EventReverted | null>
  /** Takes back the deletion of this row, whatever was done since. */
  restore: (subjectId: string) => Promise<EventReverted | null>
}

export function useOwnUndo(projectId: string, { kind, documentId }: UndoScope): OwnUndo {
  return useMemo(() => {
    // What could not be reverted once does not stand in the way of what was done before it.
    const stuck = new Set<number>()
    const ownEvents = async () => {
      const query = new URLSearchParams({
        order: 'newest',
        actorId: 'me',
        kind,
        limit: String(reach),
        ...(documentId !== undefined && { documentId }),
      })
      return (await callApi<{ items: HistoryEvent[] }>('GET', `/projects/${projectId}/events?${query}`)).items
    }
    const revert = async (seq: number | undefined): Promise<EventReverted | null> => {
      if (seq === undefined) return null
      try {
        return await revertEvent(projectId, seq)
      } catch (error) {
        stuck.add(seq)
        throw error
      }
    }
    const first = async (side: 'undo' | 'redo') =>
      undoStacks(await ownEvents())[side].find((event) => !stuck.has(event.seq))?.seq
    return {
      undo: async () => revert(await first('undo')),
      redo: async () => revert(await first('redo')),
      restore: async (subjectId) =>
        revert(
          (await ownEvents()).find((event) => event.subjectId === subjectId && event.type === `${kind}.deleted`)?.seq,
        ),
    }
  }, [projectId, kind, documentId])
}
