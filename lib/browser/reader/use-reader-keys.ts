'use client'

import { createContext, useCallback, useContext, useMemo, useState } from 'react'
import { callApi, type ProblemError } from '@/lib/browser/api'
import {
  keysWith,
  shownKey,
  usualKeys,
  withKeys,
  type KeysByCommand,
  type OwnKeys,
  type ReadingCommand,
} from '@/lib/domain/reading/reader-keys'

/** The keys of this person, and the way to change them; they are kept with the account, and what the server refuses is reverted and told. */
export function useReaderKeys(initial: OwnKeys, onRefused: (error: ProblemError) => void) {
  const [own, setOwn] = useState(initial)
  const keep = useCallback(
    async (next: OwnKeys) => {
      setOwn(next)
      try {
        await callApi('PATCH', '/me', { readerKeys: next })
      } catch (error) {
        setOwn(own)
        onRefused(error as ProblemError)
      }
    },
    [own, onRefused],
  )
  return useMemo(
    () => ({
      keys: keysWith(own),
      isChanged: Object.keys(own).length > 0,
      /** Gives a command these keys, and takes them from any other. */
      change: (command: ReadingCommand, keys: readonly string[]) => void keep(withKeys(own, command, keys)),
      reset: () => void keep({}),
    }),
    [own, keep],
  )
}

export type ReaderKeys = ReturnType<typeof useReaderKeys>

/** The keys in force, for whatever of the reader shows one. */
export const KeysInForce = createContext<KeysByCommand>(usualKeys)

/** The key of a command as people read it; undefined where it has none. */
export function useShownKey(command: ReadingCommand): string | undefined {
  const key = useContext(KeysInForce)[command][0]
  return key === undefined ? undefined : shownKey(key)
}
