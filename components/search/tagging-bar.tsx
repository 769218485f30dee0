'use client'

import { Tags } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { mostTagged } from '@/lib/schemas/search'

export interface TaggingBarProps {
  ticked: number
  /** How many places there are; null while they are counted, or where there are more than can be. */
  total: number | null
  isPending: boolean
  onAll: () => void
  onNone: () => void
  onTag: () => void
  onEnd: () => void
}

/** What is done with the places that are ticked; it stays in sight while one goes through them. */
export function TaggingBar({ ticked, total, isPending, onAll, onNone, onTag, onEnd }: TaggingBarProps) {
  const t = useTranslations('search.tagging')
  const areTooMany = total === null || total > mostTagged
  return (
    <section
      aria-label={t('bar')}
      className="sticky bottom-14 z-10 -mx-2 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-rule bg-paper px-2 py-3 md:bottom-0 short:static print:hidden"
    >
      <p role="status" className="min-w-0 text-sm text-ink tabular-nums">
        {t('ticked', { count: ticked })}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        {!areTooMany && ticked < total && (
          <Button size="small" onPress={onAll}>
            {t('all', { count: total })}
          </Button>
        )}
        {ticked > 0 && (
          <Button size="small" onPress={onNone}>
            {t('none')}
          </Button>
        )}
      </div>
      {total !== null && areTooMany && (
        <p className="text-[0.8125rem] text-ink-muted">{t('tooMany', { most: mostTagged })}</p>
      )}
      <div className="ms-auto flex flex-wrap items-center gap-2">
        <Button size="small" tone="plain" onPress={onEnd}>
          {t('end')}
        </Button>
        <Button
          size="small"
          tone="primary"
          icon={<Tags aria-hidden />}
          isDisabled={ticked === 0}
          isPending={isPending}
          onPress={onTag}
        >
          {t('open')}
        </Button>
      </div>
    </section>
  )
}
