'use client'

import { useEffect, useSyncExternalStore } from 'react'
import { connection, type ConnectionState } from './connection'
import { pageIsKept } from './kept-page'

const reached: ConnectionState = { isReached: true, keptAt: null }

/** Whether this page reaches the server, and since when what it shows may have stood. */
export function useConnection(): ConnectionState {
  return useSyncExternalStore(connection.subscribe, connection.now, () => reached)
}

/** For the providers of every page: learns of the connection from the browser. */
export function useStartConnection(): void {
  useEffect(() => {
    const doubt = () => void connection.doubt()
    if (pageIsKept()) doubt()
    // A page that comes into view again has slept, and what it knew of its connection is old.
    const seen = () => {
      if (!document.hidden && !connection.now().isReached) doubt()
    }
    window.addEventListener('offline', doubt)
    window.addEventListener('online', doubt)
    document.addEventListener('visibilitychange', seen)
    return () => {
      window.removeEventListener('offline', doubt)
      window.removeEventListener('online', doubt)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [])
}
