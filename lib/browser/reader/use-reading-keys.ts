'use client'

import { useEffect } from 'react'
import { commandFor, type ReadingCommand } from '@/lib/domain/reading/key-map'

/** Handles the keys of the reading area. A command that answers false leaves its key to the browser. */
export function useReadingKeys(area: HTMLElement | null, run: (command: ReadingCommand, key: string) => boolean, charactersOn: boolean): void {
  useEffect(() => {
    if (!area) return
    const pressed = (event: KeyboardEvent) => {
      // Keys pressed in a field, a button or a dialog inside are theirs.
      if (event.target !== area || event.isComposing) return
      const command = commandFor(event, charactersOn)
      if (command && run(command, event.key)) event.preventDefault()
    }
    area.addEventListener('keydown', pressed)
    return () => area.removeEventListener('keydown', pressed)
  }, [area, run, charactersOn])
}
