'use client'

import { useQuery } from '@tanstack/react-query'
import { useLayoutEffect, useMemo, useState } from 'react'
import { callApi } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import { pulledApart } from '@/lib/domain/reading/lanes'
import { flattenLayers } from '@/lib/domain/reading/segments'
import type { DocumentDifferences } from '@/lib/schemas/agreement'
import type { TextView } from './text-view'
import { useViewportTick } from './use-viewport'

type Difference = DocumentDifferences['items'][number]

/** A stretch of the text with every tag on which its coders differ there. */
export interface DifferentStretch {
  start: number
  end: number
  differences: readonly Difference[]
}

/** Where the coders of a document differ, while `isShown`; nothing where the server has a newer revision than the text on screen. */
export function useDifferences(
  projectId: string,
  documentId: string,
  revisionId: string | undefined,
  isShown: boolean,
) {
  const query = useQuery({
    queryKey: [...queryKeys.differences(projectId), documentId],
    queryFn: ({ signal }) =>
      callApi<DocumentDifferences>(
        'GET',
        `/projects/${projectId}/documents/${documentId}/differences`,
        undefined,
        signal,
      ),
    enabled: isShown,
  })
  const data = query.data?.revisionId === revisionId ? query.data : undefined
  const stretches = useMemo(() => {
    const layers = (data?.items ?? []).map((difference, place) => ({
      key: String(place),
      start: difference.start,
      end: difference.end,
      difference,
    }))
    return flattenLayers(layers).map(({ start, end, layers: within }): DifferentStretch => ({
      start,
      end,
      differences: within.map(({ difference }) => difference),
    }))
  }, [data])
  return { stretches, coders: data?.coders ?? [], error: query.error }
}

/** Where the stretches near the window stand, in pixels from the top of the page. */
export function useDifferenceLayout(view: TextView | null, stretches: readonly DifferentStretch[]) {
  const tick = useViewportTick(view)
  const [bars, setBars] = useState<{ stretch: DifferentStretch; lane: number; top: number; height: number }[]>([])
  useLayoutEffect(() => {
    if (!view) return
    const near = view.visibleSpan(500)
    const shown = stretches.filter(({ start, end }) => start < near.end && end > near.start)
    setBars(
      pulledApart(
        shown.map((stretch) => ({
          stretch,
          lane: 0,
          ...view.stretchOf(Math.max(stretch.start, near.start), Math.min(stretch.end, near.end)),
        })),
      ),
    )
  }, [view, stretches, tick])
  return bars
}
