'use client'

import { useCallback, useSyncExternalStore } from 'react'

const changed = new EventTarget()

/** A choice of this person on this machine, kept in local storage and alike in all tabs. Anything but one of `choices` counts as the first. */
export function useSetting<T extends string>(name: string, choices: readonly [T, ...T[]]): [T, (value: T) => void] {
  const key = `commonplace-reader-${name}`
  const read = (): T => choices.find((choice) => choice === stored(key)) ?? choices[0]
  const value = useSyncExternalStore(watch, read, () => choices[0])
  const choose = useCallback(
    (next: T) => {
      try {
        localStorage.setItem(key, next)
      } catch (error) {
        // A browser may forbid storage; then the choice cannot be kept, and the first one stays in force.
        if (!(error instanceof DOMException)) throw error
      }
      changed.dispatchEvent(new Event('change'))
    },
    [key],
  )
  return [value, choose]
}

function watch(notify: () => void): () => void {
  changed.addEventListener('change', notify)
  window.addEventListener('storage', notify)
  return () => {
    changed.removeEventListener('change', notify)
    window.removeEventListener('storage', notify)
  }
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch (error) {
    if (error instanceof DOMException) return null
    throw error
  }
}
