'use client'

import { useSyncExternalStore } from 'react'

const none: ReadonlySet<string> = new Set()

/** Which passages have a label beside the text that is in the window, for whatever else would say the same. */
export class Labelled {
  private ids = none
  private readonly listeners = new Set<() => void>()

  /** Tells whoever shows passages, where it is others than before. */
  tell(ids: readonly string[]): void {
    if (ids.length === this.ids.size && ids.every((id) => this.ids.has(id))) return
    this.ids = new Set(ids)
    for (const listener of this.listeners) listener()
  }

  readonly now = (): ReadonlySet<string> => this.ids

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }
}

/** The ids of the passages that have a label now. */
export function useLabelled(labelled: Labelled): ReadonlySet<string> {
  return useSyncExternalStore(labelled.subscribe, labelled.now, () => none)
}
