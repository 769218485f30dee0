'use client'

import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { Tag } from '@/lib/schemas/tag'

const changed = new EventTarget()

/** The tags that were given last in a project on this machine, which `.` repeats: the same after a reload and in the next document. Those that are gone are left out. */
export function useLastTags(
  projectId: string,
  viewerId: string,
  tagsById: ReadonlyMap<string, Tag>,
): [readonly string[], (ids: readonly string[]) => void] {
  const key = `commonplace-last-tags-${viewerId}-${projectId}`
  const stored = useSyncExternalStore(
    watch,
    () => read(key),
    () => '',
  )
  const last = useMemo(
    () => stored.split(',').filter((id) => tagsById.get(id)?.archivedAt === null),
    [stored, tagsById],
  )
  const keep = useCallback(
    (ids: readonly string[]) => {
      try {
        localStorage.setItem(key, ids.join())
      } catch (error) {
        // Storage may be forbidden or full; then they are repeated as long as the page is open.
        if (!(error instanceof DOMException)) throw error
      }
      unkept.set(key, ids.join())
      changed.dispatchEvent(new Event('change'))
    },
    [key],
  )
  return [last, keep]
}

const unkept = new Map<string, string>()

function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? unkept.get(key) ?? ''
  } catch (error) {
    if (error instanceof DOMException) return unkept.get(key) ?? ''
    throw error
  }
}

function watch(notify: () => void): () => void {
  changed.addEventListener('change', notify)
  window.addEventListener('storage', notify)
  return () => {
    changed.removeEventListener('change', notify)
    window.removeEventListener('storage', notify)
  }
}
