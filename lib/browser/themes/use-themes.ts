'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { callAllPages, callApi, callForEvent } from '@/lib/browser/api'
import { revertingStep } from '@/lib/browser/history/revert-events'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Theme, ThemeChange, ThemeCreate } from '@/lib/schemas/theme'

type NewTheme = Omit<ThemeCreate, 'tagIds'> & { tagIds: string[] }

/** Every theme in order. */
export function useThemes(projectId: string, initial?: Theme[]) {
  return useQuery({
    queryKey: queryKeys.themes(projectId),
    queryFn: ({ signal }) => callAllPages<Theme>(`/projects/${projectId}/themes`, signal),
    initialData: initial,
  })
}

export function useTheme(projectId: string, themeId: string, initial?: Theme) {
  return useQuery({
    queryKey: [...queryKeys.themes(projectId), themeId],
    queryFn: ({ signal }) => callApi<Theme>('GET', `/projects/${projectId}/themes/${themeId}`, undefined, signal),
    initialData: initial,
  })
}

/** The commands on themes; each resolves to the numbers of its events, for undo, and rejects with the server's ProblemError. */
export function useThemeCommands(projectId: string) {
  const queries = useQueryClient()
  return useMemo(() => {
    const base = `/projects/${projectId}/themes`
    const refresh = () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: queryKeys.themes(projectId) }),
        queries.invalidateQueries({ queryKey: queryKeys.excerpts(projectId) }),
      ])
    const numbered = (event: number | null) => (event === null ? [] : [event])
    return {
      create: async (input: NewTheme): Promise<{ theme: Theme; events: number[] }> => {
        const { value, event } = await callForEvent<Theme>('POST', base, input)
        await refresh()
        return { theme: value, events: numbered(event) }
      },
      change: async (id: string, change: ThemeChange): Promise<number[]> => {
        try {
          return numbered((await callForEvent<Theme>('PATCH', `${base}/${id}`, change)).event)
        } finally {
          await refresh()
        }
      },
      /** Stores a part of a theme as it is being written, without reading everything anew. */
      save: async (id: string, change: ThemeChange): Promise<Theme> => {
        const theme = await callApi<Theme>('PATCH', `${base}/${id}`, change)
        queries.setQueryData([...queryKeys.themes(projectId), id], theme)
        return theme
      },
      move: async (themes: readonly Theme[], id: string, position: number): Promise<number[]> => {
        const others = themes.filter((theme) => theme.id !== id)
        const moved = themes.find((theme) => theme.id === id)
        if (moved)
          queries.setQueryData(queryKeys.themes(projectId), [
            ...others.slice(0, position),
            moved,
            ...others.slice(position),
          ])
        try {
          return numbered((await callForEvent<Theme>('PATCH', `${base}/${id}`, { position })).event)
        } finally {
          await refresh()
        }
      },
      remove: async (id: string): Promise<number[]> => {
        const { event } = await callForEvent('DELETE', `${base}/${id}`)
        await refresh()
        return numbered(event)
      },
      revert: revertingStep(projectId, refresh),
    }
  }, [queries, projectId])
}
