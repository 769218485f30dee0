'use client'

import { useTranslations } from 'use-intl'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import { useComparison } from '@/lib/browser/documents/use-revisions'
import type { Revision } from '@/lib/schemas/revision'
import { WordChanges } from './word-changes'

interface RevisionComparisonProps {
  projectId: string
  document: { id: string; language: string; direction: 'ltr' | 'rtl' }
  from: Revision
  to: Revision
}

/** How one text of a document became another, word by word. */
export function RevisionComparison({ projectId, document, from, to }: RevisionComparisonProps) {
  const t = useTranslations('documents.compare')
  const { data, error, refetch } = useComparison(projectId, document.id, from.id, to.id)
  if (from.id === to.id)
    return (
      <p role="status" className="text-[0.9375rem] text-ink-muted">
        {t('sameOne')}
      </p>
    )
  if (error) return <ErrorState onRetry={() => void refetch()}>{error.message}</ErrorState>
  if (!data) return <Skeleton lines={6} />
  if (data.isTooMuch)
    return (
      <p role="status" className="max-w-prose text-[0.9375rem] text-ink">
        {t('tooMuch')}
      </p>
    )
  return (
    <>
      <p role="status" className="mb-4 text-[0.9375rem] text-ink">
        {data.places === 0 ? t('alike') : t('places', { count: data.places })}
      </p>
      {data.places > 0 && (
        <>
          <p className="mb-4 flex flex-wrap gap-x-5 gap-y-1 text-[0.8125rem] text-ink-muted">
            <span>
              <del className="rounded-xs bg-danger-soft px-1 text-ink line-through decoration-danger decoration-2">
                {t('legendRemoved')}
              </del>{' '}
              {t('inOnly', { number: from.number })}
            </span>
            <span>
              <ins className="rounded-xs bg-success-soft px-1 text-ink underline decoration-success decoration-2 underline-offset-3">
                {t('legendAdded')}
              </ins>{' '}
              {t('inOnly', { number: to.number })}
            </span>
          </p>
          <div
            lang={document.language || undefined}
            dir={document.direction}
            className="max-w-[40rem] font-serif text-[1.0625rem] leading-relaxed wrap-anywhere whitespace-pre-wrap text-ink"
          >
            <WordChanges parts={data.parts} />
          </div>
        </>
      )}
    </>
  )
}
