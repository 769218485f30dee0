'use client'

import { useCallback, useRef, useState } from 'react'

/** How long what was prefaced waits to be said together with what follows from it, in milliseconds. */
const together = 1500

/** What a screen reader is told politely; saying the same twice is heard twice. */
export function useAnnouncer() {
  const [spoken, setSpoken] = useState('')
  const before = useRef({ text: '', until: 0 })
  const say = useCallback((text: string) => setSpoken((last) => (last === text ? `${text}\u00A0` : text)), [])
  const announce = useCallback(
    (text: string) => {
      const { text: first, until } = before.current
      before.current = { text: '', until: 0 }
      say(performance.now() < until ? `${first} ${text}` : text)
    },
    [say],
  )
  /** Says something now, and once more before what is announced right after it, which would otherwise take its place before it is heard. */
  const preface = useCallback(
    (text: string) => {
      before.current = { text, until: performance.now() + together }
      say(text)
    },
    [say],
  )
  return { spoken, announce, preface }
}
