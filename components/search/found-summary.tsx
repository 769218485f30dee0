'use client'

import { useTranslations } from 'use-intl'
import { ListItem } from '@/components/ui/list-item'
import { Select } from '@/components/ui/select'
import type { SearchView } from '@/lib/browser/search/search-view'
import type { useHits } from '@/lib/browser/search/use-hits'

const orders = ['reading', 'before', 'after'] as const

/** How much was found, what could not be looked through, and in which order it stands. */
export function FoundSummary({
  view,
  hits,
  onOrder,
}: {
  view: SearchView
  hits: Pick<ReturnType<typeof useHits>, 'items' | 'counts' | 'searched' | 'hasNextPage'>
  onOrder: (order: SearchView['order']) => void
}) {
  const t = useTranslations('search')
  const { counts, searched, items } = hits
  const total = counts?.total ?? items.length
  return (
    <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-3 border-b border-rule pb-3">
      <div role="status" className="flex min-w-0 flex-col gap-1 text-sm text-ink-muted tabular-nums">
        <p>
          {counts
            ? t(counts.isWhole ? 'found' : 'foundAtLeast', { count: total, documents: counts.documents.length })
            : t('counting')}
        </p>
        {searched && searched.waiting > 0 && (
          <p className="text-ink">{t('waiting', { waiting: searched.waiting, documents: searched.documents })}</p>
        )}
      </div>
      {items.length > 1 && (
        <Select
          label={t('order.label')}
          size="small"
          value={view.order}
          onChange={(key) => onOrder(orders.find((order) => order === key) ?? 'reading')}
          className="w-56 print:hidden"
        >
          {orders.map((order) => (
            <ListItem key={order} id={order}>
              {t(`order.${order}`)}
            </ListItem>
          ))}
        </Select>
      )}
    </div>
  )
}
