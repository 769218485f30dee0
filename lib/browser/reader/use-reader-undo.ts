'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import { callApi, ProblemError } from '@/lib/browser/api'
import { useOwnUndo } from '@/lib/browser/history/use-own-undo'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Annotation } from '@/lib/schemas/annotation'
import type { EventReverted } from '@/lib/schemas/history'
import type { AnnotationStore } from './annotation-store'
import { layerItemOf } from './layer-item'

interface Place {
  projectId: string
  documentId: string
}

/** Undo and redo of what this person did to the passages of one document. They wait until what was just done is stored, and go one after another. */
export function useReaderUndo({ projectId, documentId }: Place, store: AnnotationStore) {
  const queries = useQueryClient()
  const own = useOwnUndo(projectId, { kind: 'annotation', documentId })
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  return useMemo(() => {
    const show = async ({ type, subjectId }: EventReverted): Promise<void> => {
      if (!type.startsWith('annotation.'))
        await queries.invalidateQueries({ queryKey: queryKeys.layer(projectId, documentId) })
      else if (type === 'annotation.deleted') store.hear({ kind: 'gone', id: subjectId })
      else
        store.hear({
          kind: 'put',
          item: layerItemOf(await callApi<Annotation>('GET', `/projects/${projectId}/annotations/${subjectId}`)),
        })
    }
    const inTurn = (work: () => Promise<EventReverted | null>): Promise<EventReverted | null> => {
      const done = queue.current.then(async () => {
        await whenSaved(store)
        const reverted = await work()
        if (reverted) await show(reverted)
        return reverted
      })
      // A refusal is this one's; the next in turn goes on.
      queue.current = done.catch((error: unknown) => {
        if (!(error instanceof ProblemError)) throw error
      })
      return done
    }
    return {
      undo: () => inTurn(own.undo),
      redo: () => inTurn(own.redo),
      restore: (id: string) => inTurn(() => own.restore(id)),
    }
  }, [projectId, documentId, own, queries, store])
}

/** Resolves once everything done here is stored. */
function whenSaved(store: AnnotationStore): Promise<void> {
  return new Promise((resolve) => {
    if (!store.hasUnsaved()) {
      resolve()
      return
    }
    const stop = store.subscribe(() => {
      if (store.hasUnsaved()) return
      stop()
      resolve()
    })
  })
}
