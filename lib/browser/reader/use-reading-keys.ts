'use client'

import { useCallback, type KeyboardEvent } from 'react'
import { commandFor, type ReadingCommand } from '@/lib/domain/reading/key-map'

/** Handles the keys of the reading area. A command that answers false leaves its key to the browser. */
export function useReadingKeys(run: (command: ReadingCommand, key: string) => boolean, charactersOn: boolean) {
  return useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      // Keys pressed in a field, a button or a dialog inside are theirs.
      if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return
      const command = commandFor(event, charactersOn)
      if (command && run(command, event.key)) event.preventDefault()
    },
    [run, charactersOn],
  )
}
