'use client'

import { useState } from 'react'
import { useDifferences, type ReviewView } from '@/lib/browser/review/use-review'
import type { ReviewChoice } from '@/lib/domain/review/review-address'

/** The stretches that a choice compares, as far as they were fetched, and at which of them the reviewer is. */
export function useStretches(projectId: string, choice: ReviewChoice, view: ReviewView) {
  const [currentId, setCurrentId] = useState<string | null>(null)
  const differences = useDifferences(projectId, choice, view)
  const pages = differences.data?.pages ?? []
  const items = pages.flatMap((page) => page.items)
  const at = Math.max(
    0,
    items.findIndex((item) => item.id === currentId),
  )
  const go = (step: 1 | -1) => {
    const next = items[at + step]
    if (next) setCurrentId(next.id)
    if (!items[at + step + 5] && differences.hasNextPage && !differences.isFetchingNextPage)
      void differences.fetchNextPage()
  }
  return {
    differences,
    first: pages[0],
    items,
    at,
    current: items[at],
    /** Where one goes on when the current one is settled. */
    followingId: items[at + 1]?.id ?? items[at - 1]?.id ?? null,
    setCurrentId,
    go,
  }
}

export type Stretches = ReturnType<typeof useStretches>
