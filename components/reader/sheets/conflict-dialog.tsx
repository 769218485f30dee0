'use client'

import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import type { Conflict } from '@/lib/browser/reader/annotation-store'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import type { Span } from '@/lib/domain/anchoring/span'
import type { Tag } from '@/lib/schemas/tag'

export interface ConflictDialogProps {
  conflict: Conflict
  tags: ReadonlyMap<string, Tag>
  quoteOf: (span: Span) => string
  onResolve: (choice: 'mine' | 'theirs') => void
}

/** A change met a newer one, made in another window: both are shown, and the person chooses. */
export function ConflictDialog({ conflict, tags, quoteOf, onResolve }: ConflictDialogProps) {
  const t = useTranslations('reader')
  const format = useFormatter()
  const mine: LayerItem = { ...conflict.theirs, ...conflict.patch }
  const fields = (Object.keys(conflict.patch) as (keyof typeof conflict.patch)[]).filter((field) => field !== 'end')
  const shown = (item: LayerItem, field: (typeof fields)[number]): string => {
    if (field === 'tagIds')
      return format.list(item.tagIds.map((id) => tags.get(id)?.name ?? '').filter(Boolean)) || t('untagged')
    if (field === 'note') return item.note || '–'
    if (field === 'visibility') return t(`visibility.${item.visibility}`)
    if (field === 'starred') return t(item.starred ? 'said.starred' : 'said.unstarred')
    return quoteOf(item)
  }
  return (
    <Dialog title={t('conflict.title')} lede={t('conflict.lede')} isOpen role="alertdialog">
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        {(
          [
            ['theirs', conflict.theirs],
            ['mine', mine],
          ] as const
        ).map(([whose, item]) => (
          <section key={whose} className="rounded-md border border-rule p-4">
            <h3 className="label-caps mb-2">{t(`conflict.${whose}`)}</h3>
            {fields.map((field) => (
              <p key={field} dir="auto" className="line-clamp-6 text-sm whitespace-pre-wrap">
                {shown(item, field)}
              </p>
            ))}
          </section>
        ))}
      </div>
      <DialogActions>
        <Button onPress={() => onResolve('theirs')}>{t('conflict.keepTheirs')}</Button>
        <Button tone="primary" onPress={() => onResolve('mine')}>
          {t('conflict.keepMine')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
