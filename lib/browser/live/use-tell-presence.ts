'use client'

import { useEffect, useEffectEvent } from 'react'
import { v7 } from 'uuid'
import { useLive } from './live-context'

/** Milliseconds between two looks at where the person is, and after which it is said again although nothing changed: well within the server's half minute. */
const look = 2000
const again = 12_000

/** Lets colleagues see that this person has the document open and roughly where: `offset` answers what is at the top of the page. Silent while the page is hidden. */
export function useTellPresence(projectId: string, documentId: string, isReady: boolean, offset: () => number): void {
  const live = useLive()
  const place = useEffectEvent(offset)
  useEffect(() => {
    if (!live || !isReady) return
    const pageId = v7()
    let told: { offset: number; at: number } | null = null
    // Nobody is to be troubled by what colleagues see for a moment: a telling that fails is made good by the next.
    const tell = (where: { documentId: string | null; offset: number }) =>
      void fetch(`/api/v1/projects/${projectId}/presence`, {
        method: 'POST',
        credentials: 'same-origin',
        keepalive: true,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ pageId, ...where }),
      }).catch(() => undefined)
    const leave = () => {
      if (told) tell({ documentId: null, offset: 0 })
      told = null
    }
    const say = () => {
      if (document.hidden) return leave()
      if (!live.connected()) return
      const [here, now] = [place(), Date.now()]
      if (told && told.offset === here && now - told.at < again) return
      told = { offset: here, at: now }
      tell({ documentId, offset: here })
    }
    const timer = setInterval(say, look)
    const stop = live.subscribe(say)
    say()
    document.addEventListener('visibilitychange', say)
    window.addEventListener('pagehide', leave)
    return () => {
      clearInterval(timer)
      stop()
      document.removeEventListener('visibilitychange', say)
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [live, isReady, projectId, documentId])
}
