'use client'

import { Check, CloudOff, LoaderCircle } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { nothingWaits, type AnnotationStore } from '@/lib/browser/reader/annotation-store'

/** Whether everything done here is stored: saved, being saved, or waiting, with the reason and a way to try at once. */
export function SaveState({ store }: { store: AnnotationStore }) {
  const status = useSyncExternalStore(store.subscribe, store.status, () => nothingWaits)
  const t = useTranslations('reader')
  const kind = status.waiting > 0 ? 'waiting' : status.saving > 0 ? 'saving' : 'saved'
  return (
    <div className="flex max-w-[55%] min-w-0 items-center gap-2 text-xs text-ink-muted">
      <p
        role="status"
        title={status.reason ?? undefined}
        className="flex min-w-0 items-center gap-1.5 [&_svg]:size-3.5 [&_svg]:shrink-0"
      >
        {kind === 'saved' && <Check aria-hidden />}
        {kind === 'saving' && <LoaderCircle aria-hidden className="animate-spin" />}
        {kind === 'waiting' && <CloudOff aria-hidden className="text-warning" />}
        <span className="truncate max-md:sr-only">
          {kind === 'waiting'
            ? t('save.waiting', { count: status.waiting, reason: status.reason ?? '' })
            : t(`save.${kind}`)}
        </span>
      </p>
      {kind === 'waiting' && (
        <button
          type="button"
          onClick={store.retry}
          className="min-h-6 pointer-coarse:min-h-11 rounded-sm font-medium whitespace-nowrap text-accent underline underline-offset-4 focus-ring"
        >
          {t('save.retry')}
        </button>
      )}
    </div>
  )
}
