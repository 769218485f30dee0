'use client'

import { createContext, use, useMemo, useSyncExternalStore } from 'react'
import type { LiveProject, People } from './live-project'

/** What happens now in the project whose pages are shown; null outside of one. */
export const LiveContext = createContext<LiveProject | null>(null)

export function useLive(): LiveProject | null {
  return use(LiveContext)
}

const nobody: People = []
const never = () => () => undefined

/** The colleagues who have this document open. */
export function usePeopleIn(documentId: string): People {
  const live = useLive()
  const people = useSyncExternalStore(live?.subscribe ?? never, live?.people ?? (() => nobody), () => nobody)
  return useMemo(() => people.filter((one) => one.documentId === documentId), [people, documentId])
}

/** Whether colleagues' work appears as they do it. */
export function useIsLive(): boolean {
  const live = useLive()
  return useSyncExternalStore(live?.subscribe ?? never, live?.connected ?? (() => false), () => false)
}
