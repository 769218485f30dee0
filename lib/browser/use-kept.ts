'use client'

import { useCallback, useSyncExternalStore } from 'react'
import { KeptTexts } from './kept-texts'

const texts = new KeptTexts(() => window.localStorage)

/** A text kept in this browser under `key`, alike in all its tabs; null until one is kept, and while the server renders. */
export function useKeptText(key: string): [string | null, (text: string) => void] {
  const text = useSyncExternalStore(
    texts.watch,
    () => texts.read(key),
    () => null,
  )
  return [text, useCallback((next: string) => texts.keep(key, next), [key])]
}

/**
 * The same for a choice of any shape: what `parse` lets through of what is kept, `otherwise` where there is nothing. A change may be told as what becomes of
 * what is kept at that moment, by whichever tab; `parse` and `otherwise` must then be the same each time.
 */
export function useKept<T extends object | string | number | boolean>(
  key: string,
  parse: (stored: unknown) => T | null,
  otherwise: T,
): [T, (value: T | ((kept: T) => T)) => void] {
  const [text, keepText] = useKeptText(key)
  const valueOf = (kept: string | null) => (kept === null ? null : parse(parseJson(kept))) ?? otherwise
  const keep = useCallback(
    (value: T | ((kept: T) => T)) => {
      const kept = texts.read(key)
      const now = () => (kept === null ? null : parse(parseJson(kept))) ?? otherwise
      keepText(JSON.stringify(typeof value === 'function' ? value(now()) : value))
    },
    [key, keepText, parse, otherwise],
  )
  return [valueOf(text), keep]
}

/** The same for one of a few words; anything else counts as the first. */
export function useSetting<T extends string>(name: string, choices: readonly [T, ...T[]]): [T, (value: T) => void] {
  const [text, keep] = useKeptText(`commonplace-reader-${name}`)
  return [choices.find((choice) => choice === text) ?? choices[0], keep]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // Not written by us.
  }
}
