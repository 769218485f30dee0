'use client'

import { useRouter, useSearchParams, usePathname } from 'next/navigation'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { ProblemError } from '@/lib/browser/api'
import { askedOf, readSearch, writeSearch, type SearchView } from '@/lib/browser/search/search-view'
import { useHits } from '@/lib/browser/search/use-hits'
import { FoundPlaces } from './found-places'
import { FoundSummary } from './found-summary'
import { SearchForm } from './search-form'

/** Every text searched: what is looked for, and each place with what stands about it. The address says it all, so that a search can be kept and sent. */
export function SearchPage({ projectId, mayTag }: { projectId: string; mayTag: boolean }) {
  const t = useTranslations('search')
  const query = useSearchParams()
  const view = useMemo(() => readSearch(new URLSearchParams(query)), [query])
  const path = usePathname()
  const router = useRouter()
  // What was asked for last: the address may still be on its way there when the next is chosen.
  const latest = useRef(view)
  useEffect(() => {
    latest.current = view
  }, [view])
  const show = (part: Partial<SearchView>) => {
    latest.current = { ...latest.current, ...part }
    router.push(`${path}?${writeSearch(latest.current)}`, { scroll: false })
  }
  const isAsked = view.q.trim() !== ''
  const hits = useHits(projectId, askedOf(view), isAsked)
  const refusal = hits.error instanceof ProblemError ? hits.error : null
  const fault = refusal?.errors.find(({ path: at }) => at === 'q')?.message ?? null
  return (
    <>
      <PageHeader title={t('title')} lede={t('lede')} />
      <SearchForm view={view} error={fault} onSearch={show} />
      <div className="mt-8">
        {!isAsked ? (
          <EmptyState title={t('empty.title')}>{t('empty.body')}</EmptyState>
        ) : hits.isPending ? (
          <Skeleton lines={8} />
        ) : hits.isSuccess ? (
          <>
            {hits.items.length === 0 && !hits.hasNextPage ? (
              <>
                <FoundSummary view={view} hits={hits} onOrder={(order) => show({ order })} />
                <EmptyState title={t('none.title', { query: view.q.trim() })}>{t(`none.${view.mode}`)}</EmptyState>
              </>
            ) : (
              <FoundPlaces
                // What was ticked among other places is not ticked among these.
                key={askedOf(view)}
                projectId={projectId}
                view={view}
                hits={hits}
                mayTag={mayTag}
                onOrder={(order) => show({ order })}
              />
            )}
          </>
        ) : (
          fault === null && (
            <ErrorState title={t('failed')} onRetry={() => void hits.refetch()}>
              {refusal?.message}
            </ErrorState>
          )
        )}
      </div>
    </>
  )
}
