'use client'

import { useCallback, useMemo, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import { showToast } from '@/components/ui/toast'
import { isNarrowed } from '@/lib/browser/themes/theme-view'
import { useExcerpts, type ExcerptSource } from '@/lib/browser/themes/use-excerpts'
import { groupFrom, type GroupBy } from '@/lib/domain/themes/group-by'
import type { Excerpt } from '@/lib/schemas/annotation'
import type { ThemeSummary } from '@/lib/schemas/theme'
import { ExcerptFilters } from './excerpt-filters'
import { ExcerptList } from './excerpt-list'
import type { FilterProps } from './filter-props'

export interface ExcerptSectionProps extends FilterProps {
  /** The theme or tag whose passages they are. */
  source: ExcerptSource
  /** What else can be done with an excerpt. */
  toolsOf?: (excerpt: Excerpt) => ReactNode
}

/** The excerpts of a theme or a tag with their grouping and filters, and a quiet word when colleagues have added some. */
export function ExcerptSection(props: ExcerptSectionProps) {
  const { project, source, view, clear, summary, tagsById, onTag } = props
  const t = useTranslations('themes')
  const list = useExcerpts(project.id, source, view)
  const { fetchNextPage, star, items } = list
  const onMore = useCallback(() => void fetchNextPage(), [fetchNextPage])
  const onStar = useCallback(
    (id: string, starred: boolean) =>
      void star(id, starred).catch((error: unknown) =>
        showToast({
          title: t('failed.star'),
          description: error instanceof Error ? error.message : undefined,
          tone: 'danger',
        }),
      ),
    [star, t],
  )
  const groupCounts = useMemo(() => countsOf(view.groupBy, summary), [view.groupBy, summary])
  return (
    <section aria-label={t('excerpts')} className="min-w-0">
      <h2 className="sr-only">{t('excerpts')}</h2>
      <ExcerptFilters {...props} total={list.total} isCounted={list.isSuccess} />
      {list.news !== 0 && (
        <div
          role="status"
          className="sticky top-[calc(var(--shell-top)+0.5rem)] z-20 mx-auto my-3 flex w-fit items-center gap-3 rounded-full border border-rule bg-paper-raised py-1 ps-4 pe-1.5 text-sm shadow-raised"
        >
          {list.news > 0 ? t('news', { count: list.news }) : t('changedMeanwhile')}
          <Button size="small" tone="plain" className="rounded-full" onPress={() => void list.refresh()}>
            {t('showNews')}
          </Button>
        </div>
      )}
      {list.isError ? (
        <ErrorState title={t('failedLoad')} onRetry={() => void list.refetch()}>
          {list.error.message}
        </ErrorState>
      ) : list.isPending ? (
        <Skeleton lines={12} className="py-8" />
      ) : items.length === 0 ? (
        isNarrowed(view) ? (
          <EmptyState
            title={t('noExcerpts.filteredTitle')}
            action={<Button onPress={clear}>{t('noExcerpts.clear')}</Button>}
          >
            {t('noExcerpts.filteredBody')}
          </EmptyState>
        ) : (
          <EmptyState
            title={t('noExcerpts.title')}
            action={<ButtonLink href={`/projects/${project.id}/documents`}>{t('noExcerpts.action')}</ButtonLink>}
          >
            {t('noExcerpts.body')}
          </EmptyState>
        )
      ) : (
        <div className={list.isPlaceholderData ? 'opacity-60' : undefined} aria-busy={list.isPlaceholderData}>
          <ExcerptList
            projectId={project.id}
            items={items}
            total={list.total}
            groupBy={view.groupBy}
            groupCounts={groupCounts}
            tagsById={tagsById}
            canStar={project.abilities['excerpts.star'] === true}
            hasMore={list.hasNextPage}
            isLoadingMore={list.isFetchingNextPage}
            onMore={onMore}
            onStar={onStar}
            onTag={onTag}
            toolsOf={props.toolsOf}
          />
        </div>
      )}
    </section>
  )
}

/** How many excerpts each heading of this grouping has; the summary does not count by attribute. */
function countsOf(groupBy: string, summary: ThemeSummary | undefined): ReadonlyMap<string, number> {
  const counted: Record<GroupBy['by'], readonly { id: string; count: number }[] | undefined> = {
    document: summary?.byDocument,
    tag: summary?.byTag,
    author: summary?.byAuthor,
    attribute: undefined,
  }
  return new Map(counted[groupFrom(groupBy).by]?.map((row) => [row.id, row.count]))
}
