'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { showToast } from '@/components/ui/toast'
import { queryKeys } from '@/lib/browser/query-keys'
import { useReading, type Reading, type ReadingPlace } from '@/lib/browser/reader/use-reading'
import { useReaderUndoing } from './use-reader-undoing'

/** The reading of a document, with what the server refuses told to the person, and undo. */
export function useReadingHere(place: Omit<ReadingPlace, 'onRefused' | 'onPinRefused' | 'onRemoved'>): Reading {
  const { projectId } = place
  const t = useTranslations('reader')
  const queries = useQueryClient()
  const offer = useRef<(id: string) => void>(() => undefined)
  const reading = useReading({
    ...place,
    onRefused: useCallback(
      (write, error) => {
        showToast({ tone: 'danger', title: t(`refused.${write.kind}`), description: error.message })
        // Submitted in another window: the bar above the page has to say so.
        if (error.code === 'frozen') void queries.invalidateQueries({ queryKey: queryKeys.tasks(projectId) })
      },
      [t, queries, projectId],
    ),
    onPinRefused: useCallback(
      (error) => void showToast({ tone: 'danger', title: t('refused.pin'), description: error.message }),
      [t],
    ),
    onRemoved: useCallback((id) => offer.current(id), []),
  })
  const undoing = useReaderUndoing(reading)
  useEffect(() => {
    offer.current = undoing.offer
  }, [undoing])
  return reading
}
