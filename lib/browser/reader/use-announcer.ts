'use client'

import { useCallback, useState } from 'react'

/** What a screen reader is told politely; saying the same twice is heard twice. */
export function useAnnouncer() {
  const [spoken, setSpoken] = useState('')
  const announce = useCallback((text: string) => setSpoken((before) => (before === text ? `${text}\u00A0` : text)), [])
  return { spoken, announce }
}
