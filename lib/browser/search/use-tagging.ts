'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { callApi, callForEvent } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import { revertingStep } from '@/lib/browser/history/revert-events'
import type { HitTagging, HitTaggingResult, SearchHit, SearchPage } from '@/lib/schemas/search'
import { isTicked, type Ticks } from './ticks'

/** What is ticked of a search, as it is tagged: all its places, read to the end, without those that are not. */
export async function tickedPlaces(
  projectId: string,
  asked: string,
  { ticks, known }: { ticks: Ticks; known: { items: readonly SearchHit[]; isWhole: boolean } },
): Promise<HitTagging['places']> {
  const items = ticks.isAll && !known.isWhole ? await everyHit(projectId, asked) : known.items
  return items
    .filter((hit) => isTicked(ticks, hit))
    .map(({ documentId, revisionId, start, end }) => ({ documentId, revisionId, start, end }))
}

async function everyHit(projectId: string, asked: string): Promise<SearchHit[]> {
  const items: SearchHit[] = []
  let cursor: string | null = null
  do {
    const page: SearchPage = await callApi<SearchPage>(
      'GET',
      `/projects/${projectId}/search?${asked}&limit=500&total=false${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    items.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return items
}

/** What tagging would do, counted by the server; nothing is asked while no tag is chosen. */
export function useTaggingPreview(projectId: string, places: HitTagging['places'], asked: Omit<HitTagging, 'places'>) {
  return useQuery({
    queryKey: ['project', projectId, 'tagging-preview', places, asked],
    // Thousands of places stand for as long as the dialog does: what is asked tells its previews apart.
    queryKeyHashFn: ([, , , , what]) => JSON.stringify([projectId, 'tagging-preview', what]),
    queryFn: ({ signal }) =>
      callApi<HitTaggingResult>('POST', `/projects/${projectId}/search/tag?dryRun=true`, { places, ...asked }, signal),
    enabled: asked.tagIds.length > 0,
    placeholderData: (before) => before,
    retry: false,
    staleTime: 0,
    gcTime: 0,
  })
}

/** Tags places, and reverts that. */
export function useTaggingCommands(projectId: string) {
  const queries = useQueryClient()
  return useMemo(() => {
    const refresh = () => queries.invalidateQueries({ queryKey: queryKeys.tags(projectId) })
    return {
      tag: async (tagging: HitTagging) => {
        try {
          return await callForEvent<HitTaggingResult>('POST', `/projects/${projectId}/search/tag`, tagging)
        } finally {
          await refresh()
        }
      },
      revert: revertingStep(projectId, refresh),
    }
  }, [queries, projectId])
}
