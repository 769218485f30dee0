'use client'

import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { callApi, callForEvent } from '@/lib/browser/api'
import { revertingStep } from '@/lib/browser/history/revert-events'
import { queryKeys } from '@/lib/browser/query-keys'
import { afterMoves, type Move } from '@/lib/domain/codebook/plan-moves'
import { inTreeOrder } from '@/lib/domain/codebook/tree'
import type { CodebookImport, Tag, TagChange, TagCreate, TagSplit, TagSplitDone } from '@/lib/schemas/tag'

/** What a merge would do or has done. */
export interface TagMerge {
  into: Tag
  retagged: number
  alreadyThere: number
  movedChildren: number
  clashes: string[]
}

/**
 * The commands of the codebook. Each resolves to the numbers of its events, for undo, and rejects with the server's ProblemError; moves and renames
 * are shown at once and reverted in sight when they are refused.
 */
export function useCodebookCommands(projectId: string) {
  const queries = useQueryClient()
  return useMemo(() => {
    const key = queryKeys.tags(projectId)
    const base = `/projects/${projectId}/tags`
    const { refresh, shown, inTurn } = codebookWrites(queries, projectId)
    const patch = (id: string, change: TagChange) => callForEvent<Tag>('PATCH', `${base}/${id}`, change)
    return {
      create: async (input: TagCreate): Promise<{ tag: Tag; events: number[] }> => {
        const { value, event } = await callForEvent<Tag>('POST', base, input)
        await refresh()
        return { tag: value, events: event === null ? [] : [event] }
      },
      rename: (tag: Tag, name: string) =>
        inTurn(
          [() => patch(tag.id, { name, version: tag.version })],
          shown((tags) => tags.map((other) => (other.id === tag.id ? { ...other, name } : other))),
        ),
      move: (moves: readonly Move[]) =>
        inTurn(
          moves.map(
            ({ id, parentId, position }) =>
              () =>
                patch(id, { parentId, position }),
          ),
          shown((tags) => inTreeOrder(afterMoves(tags, moves)).map(({ tag, path }) => ({ ...tag, path }))),
        ),
      archive: (ids: readonly string[], archived: boolean) => inTurn(ids.map((id) => () => patch(id, { archived }))),
      remove: (ids: readonly string[]) => inTurn(ids.map((id) => () => callForEvent('DELETE', `${base}/${id}`))),
      previewMerge: (id: string, intoId: string, signal?: AbortSignal) =>
        callApi<TagMerge>('GET', `${base}/${id}/merge?intoId=${intoId}`, undefined, signal),
      merge: (ids: readonly string[], intoId: string) =>
        inTurn(ids.map((id) => () => callForEvent<TagMerge>('POST', `${base}/${id}/merge`, { intoId }))),
      split: (tag: Tag, request: Pick<TagSplit, 'names' | 'assign'>) =>
        inTurn([
          () => callForEvent<TagSplitDone>('POST', `${base}/${tag.id}/split`, { ...request, version: tag.version }),
        ]),
      /** What importing a csv would do; nothing is stored. */
      previewImport: (file: File) =>
        callApi<CodebookImport>('POST', `/projects/${projectId}/codebook/import?dryRun=true`, formOf(file)),
      importCsv: async (
        file: File,
        taken: ReadonlySet<number>,
      ): Promise<{ added: number; changed: number; events: number[] }> => {
        const { value, event } = await callForEvent<CodebookImport>(
          'POST',
          `/projects/${projectId}/codebook/import`,
          formOf(file, taken),
        )
        await refresh()
        return { added: value.added, changed: value.changed, events: event === null ? [] : [event] }
      },
      /** Saves some fields of a tag and answers the tag as stored. */
      save: async (id: string, change: TagChange): Promise<Tag> => {
        const { value } = await callForEvent<Tag>('PATCH', `${base}/${id}`, change)
        queries.setQueryData<Tag[]>(key, (tags) =>
          tags?.map((tag) => (tag.id === id ? { ...value, annotationCount: tag.annotationCount } : tag)),
        )
        return value
      },
      revert: revertingStep(projectId, refresh),
    }
  }, [queries, projectId])
}

/** How a command writes: shown at once where it can be, its calls one after another, and what the page shows read anew after them. */
function codebookWrites(queries: QueryClient, projectId: string) {
  const key = queryKeys.tags(projectId)
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: key }),
      queries.invalidateQueries({ queryKey: queryKeys.themes(projectId) }),
    ])
  const shown = (change: (tags: Tag[]) => Tag[]) => {
    const before = queries.getQueryData<Tag[]>(key)
    if (before) queries.setQueryData(key, change(before))
    return () => queries.setQueryData(key, before)
  }
  /** Runs the calls one after another; what was done before one fails stays done and is reported with the failure by the next reading. */
  const inTurn = async (
    calls: (() => Promise<{ event: number | null }>)[],
    revert: () => void = () => undefined,
  ): Promise<number[]> => {
    const events: number[] = []
    try {
      for (const call of calls) {
        const { event } = await call()
        if (event !== null) events.push(event)
      }
      return events
    } catch (error) {
      revert()
      throw error
    } finally {
      void refresh()
    }
  }
  return { refresh, shown, inTurn }
}

export type CodebookCommands = ReturnType<typeof useCodebookCommands>

function formOf(file: File, taken?: ReadonlySet<number>): FormData {
  const form = new FormData()
  form.set('file', file)
  if (taken && taken.size > 0) form.set('take', [...taken].join(','))
  return form
}
