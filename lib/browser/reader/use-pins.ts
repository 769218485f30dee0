'use client'

import { useCallback, useState } from 'react'
import { callApi, type ProblemError } from '@/lib/browser/api'
import { toggled } from '@/lib/domain/reading/filter'

/** The tags that answer to the digits, and a way to pin or unpin one; what the server refuses is reverted and told. */
export function usePins(projectId: string, initial: readonly string[], onRefused: (error: ProblemError) => void) {
  const [pinned, setPinned] = useState<readonly string[]>(initial)
  const pin = useCallback(
    async (tagId: string) => {
      const wanted = [...toggled(new Set(pinned), tagId)].slice(-9)
      setPinned(wanted)
      try {
        await callApi('PATCH', `/projects/${projectId}/members/me`, { pinnedTagIds: wanted })
      } catch (error) {
        setPinned(pinned)
        onRefused(error as ProblemError)
      }
    },
    [projectId, pinned, onRefused],
  )
  return { pinned, pin }
}
