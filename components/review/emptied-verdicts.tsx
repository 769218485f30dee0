'use client'

import { useFormatter, useTranslations } from 'use-intl'
import { TagLink } from '@/components/codebook/tag-link'
import { Button } from '@/components/ui/button'
import { useEmptiedVerdicts } from '@/lib/browser/review/use-review'
import type { ReviewChoice } from '@/lib/domain/review/review-address'
import type { Verdict } from '@/lib/schemas/review'
import type { Tag } from '@/lib/schemas/tag'

export interface EmptiedVerdictsProps {
  projectId: string
  choice: ReviewChoice
  documents: readonly { id: string; title: string }[]
  tags: ReadonlyMap<string, Tag>
  nameOf: (id: string) => string
  /** Withdraws one; absent for those who may not. */
  onWithdraw?: (verdict: Verdict) => void
}

/** Verdicts that stand although their coders took everything away that they were about: in no list of differences, and still in the consensus. */
export function EmptiedVerdicts({ projectId, choice, documents, tags, nameOf, onWithdraw }: EmptiedVerdictsProps) {
  const t = useTranslations('review')
  const format = useFormatter()
  const { data: verdicts = [] } = useEmptiedVerdicts(projectId, choice)
  if (verdicts.length === 0) return null
  return (
    <section
      aria-labelledby="emptied-verdicts"
      className="my-5 rounded-md border border-rule bg-paper-sunken px-4 py-3"
    >
      <h2 id="emptied-verdicts" className="text-[0.9375rem] font-medium text-ink">
        {t('emptied.title')}
      </h2>
      <p className="mt-1 text-sm text-ink-muted">{t('emptied.lede')}</p>
      <ul aria-labelledby="emptied-verdicts" className="mt-2 flex flex-col divide-y divide-rule">
        {verdicts.map((verdict) => {
          const title = documents.find(({ id }) => id === verdict.documentId)?.title ?? ''
          return (
            <li key={verdict.id} className="flex flex-wrap items-start justify-between gap-3 py-3">
              <div className="flex min-w-0 flex-col gap-1.5 text-sm text-ink-muted">
                <p>
                  <cite dir="auto" className="font-serif">
                    {title}
                  </cite>{' '}
                  ·{' '}
                  {t('mine.by', {
                    name: verdict.createdBy.name,
                    day: format.dateTime(new Date(verdict.createdAt), { dateStyle: 'medium' }),
                  })}
                </p>
                <p>
                  {t(`told.${verdict.outcome}`, {
                    who: verdict.createdBy.name,
                    names: format.list(verdict.acceptedCoderIds.map(nameOf)),
                  })}
                  {verdict.reason && (
                    <q dir="auto" className="ms-1 font-serif text-ink">
                      {verdict.reason}
                    </q>
                  )}
                </p>
                {verdict.consensus.length === 0 ? (
                  <p>{t('mine.consensusNone')}</p>
                ) : (
                  verdict.consensus.map((span) => (
                    <p
                      key={`${span.start}-${span.end}-${span.tagIds.join()}`}
                      className="flex flex-wrap items-baseline gap-1.5"
                    >
                      {t('mine.consensus')}{' '}
                      <q dir="auto" className="font-serif text-ink">
                        {span.quote}
                      </q>
                      {span.tagIds
                        .flatMap((id) => tags.get(id) ?? [])
                        .map((tag) => (
                          <TagLink key={tag.id} tag={tag} />
                        ))}
                    </p>
                  ))
                )}
              </div>
              {onWithdraw && (
                <Button
                  size="small"
                  aria-label={t('emptied.withdrawOf', { title })}
                  onPress={() => onWithdraw(verdict)}
                >
                  {t('emptied.withdraw')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
