'use client'

import { useCallback, useSyncExternalStore } from 'react'

/**
 * A choice kept in this browser under `name`, of the shape that `parse` lets through; `otherwise` until one is made, while the server renders, and where
 * the browser keeps nothing. `parse` and `otherwise` must not change between renders.
 */
export function useKept<T>(name: string, parse: (stored: unknown) => T | null, otherwise: T): [T, (value: T) => void] {
  const subscribe = useCallback((listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, [])
  const text = useSyncExternalStore(
    subscribe,
    () => read(name),
    () => null,
  )
  const keep = useCallback(
    (value: T) => {
      memory.set(name, JSON.stringify(value))
      write(name, JSON.stringify(value))
      for (const listener of listeners) listener()
    },
    [name],
  )
  return [(text === null ? null : parse(parseJson(text))) ?? otherwise, keep]
}

const listeners = new Set<() => void>()
/** What was chosen since the page was loaded: it holds even where the browser refuses to store. */
const memory = new Map<string, string>()

function read(name: string): string | null {
  const chosen = memory.get(name)
  if (chosen !== undefined) return chosen
  try {
    return window.localStorage.getItem(name)
  } catch {
    return null // Storage is switched off in this browser: the choice lasts as long as the page.
  }
}

function write(name: string, text: string): void {
  try {
    window.localStorage.setItem(name, text)
  } catch {
    // Full or switched off: as above.
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // Not written by us.
  }
}
