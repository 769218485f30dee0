'use client'

import { useCallback, useMemo } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import type { Reading } from '@/lib/browser/reader/use-reading'
import { consensusCredit, creditedTo } from '@/lib/domain/review/credited'

interface Coder {
  id: string
  name: string
}

/** Whose passages lie on the document: its coders, and with the consensus, which is credited to none of them and has a lane of its own. */
export function useCoders({ authors, filtering: { hasConsensus } }: Reading, viewer: Coder) {
  const t = useTranslations('reader')
  const locale = useLocale()
  const coders = useMemo(() => ordered(authors, viewer, locale), [authors, viewer, locale])
  const credited = useMemo(
    () => (hasConsensus ? [...coders, { id: consensusCredit, name: t('consensus') }] : coders),
    [coders, hasConsensus, t],
  )
  const authorOf = useCallback(
    (item: LayerItem) => credited.find((coder) => coder.id === creditedTo(item))?.name ?? '',
    [credited],
  )
  return { coders, credited, authorOf }
}

/** The reader first, then the others by name; the reader has a lane even before the first passage. */
function ordered(authors: readonly Coder[], viewer: Coder, locale: string): Coder[] {
  const others = authors
    .filter((author) => author.id !== viewer.id)
    .sort((a, b) => a.name.localeCompare(b.name, locale))
  return [viewer, ...others]
}
