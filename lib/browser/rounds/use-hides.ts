'use client'

import { useQuery } from '@tanstack/react-query'
import { createContext, use } from 'react'
import { callApi } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Project } from '@/lib/schemas/project'

/** Whether a blind round may hide something of the project whose pages are shown. */
export const HidesContext = createContext(false)

/** The same as messages take it, which then say that a count is of what one can see. */
export const useHides = (): 'yes' | 'no' => saidHides(use(HidesContext))

export const saidHides = (hides: boolean): 'yes' | 'no' => (hides ? 'yes' : 'no')

/** Asked again when rounds change; the server's first rendering stands in until then. */
export function useProjectHides(projectId: string, initially: boolean): boolean {
  const { data } = useQuery({
    queryKey: queryKeys.hides(projectId),
    queryFn: async ({ signal }) => (await callApi<Project>('GET', `/projects/${projectId}`, undefined, signal)).hides,
    initialData: initially,
    staleTime: Infinity,
    // Forgotten with the project's pages: whoever comes back is told anew by the server.
    gcTime: 0,
  })
  return data
}
