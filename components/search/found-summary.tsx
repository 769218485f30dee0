'use client'

import { Tags } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
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
  onTag,
}: {
  view: SearchView
  hits: Pick<ReturnType<typeof useHits>, 'items' | 'counts' | 'searched' | 'hasNextPage'>
  onOrder: (order: SearchView['order']) => void
  /** Given where the member may tag, and is not at it. */
  onTag?: () => void
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
      <div className="flex flex-wrap items-end gap-3 print:hidden">
        {onTag && items.length > 0 && (
          <Button size="small" icon={<Tags aria-hidden />} onPress={onTag}>
            {t('tagging.begin')}
          </Button>
        )}
        {items.length > 1 && (
          <Select
            label={t('order.label')}
            size="small"
            value={view.order}
            onChange={(key) => onOrder(orders.find((order) => order === key) ?? 'reading')}
            className="w-56"
          >
            {orders.map((order) => (
              <ListItem key={order} id={order}>
                {t(`order.${order}`)}
              </ListItem>
            ))}
          </Select>
        )}
      </div>
    </div>
  )
}
