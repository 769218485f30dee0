'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { ExcerptCard } from '@/components/themes/excerpt-card'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import type { OpenedCell, TableChoice } from '@/lib/browser/analysis/table-choice'
import { useCellExcerpts } from '@/lib/browser/analysis/use-analysis'
import { useHides } from '@/lib/browser/rounds/use-hides'
import { tagHref } from '@/lib/domain/codebook/tag-address'
import type { Tag } from '@/lib/schemas/tag'

interface CellDialogProps {
  projectId: string
  choice: TableChoice
  cell: OpenedCell
  title: string
  tagsById: ReadonlyMap<string, Tag>
  onClose: () => void
}

/** The excerpts behind a cell of a table, each with the way to its place. */
export function CellDialog({ projectId, choice, cell, title, tagsById, onClose }: CellDialogProps) {
  const t = useTranslations('tables')
  const hides = useHides()
  const router = useRouter()
  const excerpts = useCellExcerpts(projectId, choice, cell)
  const items = excerpts.data?.pages.flatMap((page) => page.items) ?? []
  const total = excerpts.data?.pages[0]?.total ?? 0
  return (
    <Dialog
      title={title}
      lede={excerpts.isSuccess && t('excerpts', { count: total, hides })}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="wide"
    >
      {excerpts.isError && items.length === 0 ? (
        <ErrorState onRetry={() => void excerpts.refetch()}>{excerpts.error.message}</ErrorState>
      ) : excerpts.isPending ? (
        <Skeleton lines={6} />
      ) : items.length === 0 ? (
        <p className="py-6 text-ink-muted">{t('gone')}</p>
      ) : (
        <ol aria-label={t('excerptList')} className="-my-2 flex flex-col divide-y divide-rule">
          {items.map((excerpt) => (
            <li key={excerpt.id}>
              <ExcerptCard
                excerpt={excerpt}
                projectId={projectId}
                tagsById={tagsById}
                isUnderDocument={false}
                canStar={false}
                onStar={() => {}}
                onTag={(id) => router.push(tagHref(projectId, id))}
              />
            </li>
          ))}
        </ol>
      )}
      {excerpts.hasNextPage && (
        <div className="flex flex-wrap items-center gap-4 text-[0.8125rem] text-ink-muted">
          {t('read', { shown: items.length, count: total })}
          <Button isPending={excerpts.isFetchingNextPage} onPress={() => void excerpts.fetchNextPage()}>
            {t('shown.more')}
          </Button>
        </div>
      )}
    </Dialog>
  )
}
