'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useLive } from './live/live-context'
import { LiveProject } from './live/live-project'

/**
 * Keeps a page in step with what colleagues and this person's other tabs do. `lastEvent` is the newest event that the page's own data includes: the frame
 * around it follows the project already, and may have been told of later ones before the page was there.
 */
export function useProjectEvents(lastEvent: number): void {
  const live = useLive()
  useEffect(() => live?.catchUp(lastEvent), [live, lastEvent])
}

/** For the frame around a project's pages: follows the project from the event numbered `lastEvent` on, for as long as the frame is there. */
export function useLiveProject(projectId: string, lastEvent: number): LiveProject {
  const queries = useQueryClient()
  const live = useMemo(() => new LiveProject(queries, projectId), [queries, projectId])
  useEffect(() => live.start(lastEvent), [live, lastEvent])
  return live
}
