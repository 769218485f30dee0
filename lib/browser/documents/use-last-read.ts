'use client'

import { useEffect } from 'react'
import { useKeptText } from '@/lib/browser/use-kept'

const keyOf = (viewerId: string, projectId: string) => `commonplace-last-read-${viewerId}-${projectId}`

/** The document that this person read last in a project, in this browser. */
export function useLastRead(viewerId: string, projectId: string): string | null {
  return useKeptText(keyOf(viewerId, projectId))[0]
}

/** Keeps which document is being read, from when its text is there. */
export function useKeepLastRead(viewerId: string, projectId: string, documentId: string, isShown: boolean): void {
  const [, keep] = useKeptText(keyOf(viewerId, projectId))
  useEffect(() => {
    if (isShown) keep(documentId)
  }, [isShown, documentId, keep])
}
