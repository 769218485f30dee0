'use client'

import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { showToast } from '@/components/ui/toast'
import type { Reading } from '@/lib/browser/reader/use-reading'

/** What happens once, when the page is there: the keys work at once, and what the address names is gone to: an annotation, which comes into focus, or words, which are found. */
export function useArrival(
  area: HTMLElement | null,
  reading: Reading,
  annotationId: string | undefined,
  found: { query: string; at: number } | undefined,
): void {
  const t = useTranslations('reader')
  const done = useRef(false)
  const { painted, store, focus } = reading
  const { arrive } = reading.find
  useEffect(() => {
    // The keys work where the focus is: whoever comes to read need not look for it first. A finger has no use for it.
    if (
      painted &&
      matchMedia('(pointer: fine)').matches &&
      (document.activeElement === null || document.activeElement === document.body)
    )
      area?.focus({ preventScroll: true })
  }, [painted, area])
  useEffect(() => {
    if (!painted || done.current || annotationId === undefined) return
    done.current = true
    if (store.get(annotationId)) focus(annotationId, 'third')
    else showToast({ tone: 'danger', title: t('missing.title'), description: t('missing.body') })
  }, [painted, store, focus, annotationId, t])
  const hasFound = useRef(false)
  useEffect(() => {
    if (!painted || hasFound.current || !found) return
    hasFound.current = true
    arrive(found.query, found.at)
  }, [painted, arrive, found])
}
