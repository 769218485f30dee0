'use client'

import { useTranslations } from 'use-intl'
import { TagLink } from '@/components/codebook/tag-link'
import { Button } from '@/components/ui/button'
import { PassageCredit } from '@/components/ui/passage-credit'
import { Skeleton } from '@/components/ui/skeleton'
import { useCandidates } from '@/lib/browser/documents/use-unplaced'
import type { AnchorCandidates, Annotation } from '@/lib/schemas/annotation'
import type { Tag } from '@/lib/schemas/tag'

export interface UnplacedPassageProps {
  projectId: string
  passage: Annotation
  viewerId: string
  language: string
  tags: readonly Tag[]
  onPut: (place: AnchorCandidates['items'][number]) => Promise<void>
  /** Opens the text, to choose a place there. */
  onPlace: () => void
  onDiscard: () => Promise<void>
  /** Whether the focus is its own again, because the text was left without choosing. */
  takesFocus: boolean
}

/** One passage as it was marked, and where its words stand in the text as it is now. */
export function UnplacedPassage({
  projectId,
  passage,
  viewerId,
  language,
  tags,
  onPut,
  onPlace,
  onDiscard,
  takesFocus,
}: UnplacedPassageProps) {
  const t = useTranslations('documents.unplaced')
  // The consensus is nobody's: it changes by verdicts.
  const isConsensus = passage.layer === 'consensus'
  const isOwn = !isConsensus && passage.author.id === viewerId
  const { data, error } = useCandidates(projectId, passage.id, passage.documentId)
  const carried = tags.filter((tag) => passage.tagIds.includes(tag.id))
  return (
    <li aria-label={passage.quote.slice(0, 80)} className="flex flex-col gap-3 border-b border-rule pb-6">
      <blockquote lang={language} dir="auto" className="border-s-2 border-rule-strong ps-4 font-serif text-ink">
        {passage.quote}
      </blockquote>
      <div className="flex flex-wrap items-center gap-2 text-sm text-ink-muted">
        <PassageCredit layer={passage.layer} author={passage.author} viewerId={viewerId} />
        {carried.map((tag) => (
          <TagLink key={tag.id} tag={tag} />
        ))}
      </div>
      {passage.note !== '' && (
        <p dir="auto" className="text-sm whitespace-pre-wrap text-ink">
          {passage.note}
        </p>
      )}
      {error && (
        <p role="alert" className="text-sm text-danger">
          {error.message}
        </p>
      )}
      {!data && !error && <Skeleton lines={2} />}
      {data?.items.length === 0 && <p className="text-sm text-ink-muted">{t('nowhere')}</p>}
      {data && data.items.length > 0 && (
        <div className="flex flex-col gap-2">
          <p className="text-sm text-ink-muted">{t('found', { count: data.items.length })}</p>
          {data.items.map((place) => (
            <div key={place.start} className="flex flex-wrap items-start gap-3 rounded-md bg-paper-sunken px-3 py-2">
              <p lang={language} dir="auto" className="min-w-0 flex-1 basis-60 font-serif text-[0.9375rem] text-ink">
                <span className="text-ink-muted">…{place.before}</span>
                <mark className="bg-accent-soft text-ink">{place.quote}</mark>
                <span className="text-ink-muted">{place.after}…</span>
              </p>
              {isOwn && (
                <Button size="small" onPress={() => void onPut(place)}>
                  {t('put')}
                </Button>
              )}
            </div>
          ))}
        </div>
      )}
      {isOwn ? (
        <div className="flex flex-wrap gap-2">
          {/* eslint-disable-next-line jsx-a11y/no-autofocus -- one comes from the text that this button opened */}
          <Button size="small" autoFocus={takesFocus} onPress={onPlace}>
            {t('choose')}
          </Button>
          <Button size="small" tone="plain" onPress={() => void onDiscard()}>
            {t('discard')}
          </Button>
        </div>
      ) : (
        <p className="text-sm text-ink-muted">
          {isConsensus ? t('byVerdict') : t('byAuthor', { name: passage.author.name })}
        </p>
      )}
    </li>
  )
}
