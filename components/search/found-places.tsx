'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useUndoable } from '@/components/history/use-undoable'
import { askedOf, type SearchView } from '@/lib/browser/search/search-view'
import { allTicked, countTicked, noTicks, ticked, type Ticks } from '@/lib/browser/search/ticks'
import type { useHits } from '@/lib/browser/search/use-hits'
import { tickedPlaces, useTaggingCommands } from '@/lib/browser/search/use-tagging'
import { useSubmission } from '@/lib/browser/use-submission'
import type { HitTagging } from '@/lib/schemas/search'
import { Concordance } from './concordance'
import { FoundSummary } from './found-summary'
import { TagHitsDialog } from './tag-hits-dialog'
import { TaggingBar } from './tagging-bar'

export interface FoundPlacesProps {
  projectId: string
  view: SearchView
  hits: ReturnType<typeof useHits>
  mayTag: boolean
  onOrder: (order: SearchView['order']) => void
}

/** The places that were found, which are ticked and tagged in one go by whoever may. */
export function FoundPlaces({ projectId, view, hits, mayTag, onOrder }: FoundPlacesProps) {
  const t = useTranslations('search')
  const [ticks, setTicks] = useState<Ticks | null>(null)
  const [places, setPlaces] = useState<HitTagging['places'] | null>(null)
  const commands = useTaggingCommands(projectId)
  const { run } = useUndoable(commands.revert)
  const total = hits.counts?.isWhole === true ? hits.counts.total : hits.hasNextPage ? null : hits.items.length
  const gathering = useSubmission(async (from: Ticks) =>
    setPlaces(
      await tickedPlaces(projectId, askedOf(view), {
        ticks: from,
        known: { items: hits.items, isWhole: !hits.hasNextPage },
      }),
    ),
  )
  const tag = (tagging: HitTagging) => {
    let count = 0
    const step = async () => {
      const { value, event } = await commands.tag(tagging)
      count = value.created + value.extended
      setTicks(null)
      return event === null ? [] : [event]
    }
    return run(step, () => t('tagging.done', { count }), t('tagging.failed'))
  }
  return (
    <>
      <FoundSummary
        view={view}
        hits={hits}
        onOrder={onOrder}
        onTag={mayTag && ticks === null ? () => setTicks(noTicks) : undefined}
      />
      <Concordance
        projectId={projectId}
        order={view.order}
        hits={hits}
        ticking={ticks ? { ticks, onTick: (hit, is) => setTicks(ticked(ticks, hit, is)) } : undefined}
      />
      {ticks && (
        <TaggingBar
          ticked={countTicked(ticks, total ?? 0)}
          total={total}
          isPending={gathering.isPending}
          onAll={() => setTicks(allTicked)}
          onNone={() => setTicks(noTicks)}
          onTag={() => void gathering.submit(ticks)}
          onEnd={() => setTicks(null)}
        />
      )}
      {places && <TagHitsDialog projectId={projectId} places={places} onTag={tag} onClose={() => setPlaces(null)} />}
    </>
  )
}
