'use client'

import { useCallback, useMemo } from 'react'
import { useKeptText } from '@/lib/browser/use-kept'
import type { Tag } from '@/lib/schemas/tag'

/** The tags that were given last in a project on this machine, which `.` repeats: the same after a reload and in the next document. Those that are gone are left out. */
export function useLastTags(
  projectId: string,
  viewerId: string,
  tagsById: ReadonlyMap<string, Tag>,
): [readonly string[], (ids: readonly string[]) => void] {
  const [kept, keepText] = useKeptText(`commonplace-last-tags-${viewerId}-${projectId}`)
  const last = useMemo(
    () => (kept ?? '').split(',').filter((id) => tagsById.get(id)?.archivedAt === null),
    [kept, tagsById],
  )
  return [last, useCallback((ids: readonly string[]) => keepText(ids.join()), [keepText])]
}
