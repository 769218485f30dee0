'use client'

import { Check, CloudOff, LoaderCircle, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import type { SaveState } from '@/lib/browser/codebook/autosaver'

const icons: Record<SaveState, React.ReactNode> = {
  saved: <Check aria-hidden />,
  waiting: <LoaderCircle aria-hidden />,
  saving: <LoaderCircle aria-hidden className="animate-spin" />,
  conflict: <TriangleAlert aria-hidden className="text-warning" />,
  refused: <TriangleAlert aria-hidden className="text-danger" />,
  offline: <CloudOff aria-hidden className="text-danger" />,
}

/** Says truthfully whether what was typed is stored. */
export function SaveNote({
  state,
  message,
  onRetry,
}: {
  state: SaveState
  message: string | null
  onRetry: () => void
}) {
  const t = useTranslations('codebook')
  const failed = state === 'refused' || state === 'offline'
  return (
    <p
      role="status"
      className="flex min-h-7 items-center print:hidden gap-1.5 text-[0.8125rem] text-ink-muted [&_svg]:size-3.5 [&_svg]:shrink-0"
    >
      {icons[state]}
      <span className={failed ? 'text-danger' : undefined}>{t(`save.${state}`, { reason: message ?? '' })}</span>
      {failed && (
        <Button size="small" tone="plain" onPress={onRetry}>
          {t('save.retry')}
        </Button>
      )}
    </p>
  )
}

export interface SaveConflictProps {
  fields: { label: string; mine: string; theirs: string }[]
  onMine: () => void
  onTheirs: () => void
}

/** Two people changed one text: what the other stored stands here, one's own stays in its field, and one of the two is chosen. */
export function SaveConflict({ fields, onMine, onTheirs }: SaveConflictProps) {
  const t = useTranslations('codebook')
  return (
    <div
      role="alert"
      className="flex flex-col gap-3 rounded-md border border-warning bg-warning-soft p-4 text-sm text-ink"
    >
      <p>{t('save.conflictBody')}</p>
      {fields
        .filter(({ mine, theirs }) => mine !== theirs)
        .map(({ label, theirs }) => (
          <div key={label} className="flex flex-col gap-1">
            <span className="label-caps text-ink!">{label}</span>
            <p dir="auto" className="max-h-48 overflow-auto font-serif text-base whitespace-pre-line">
              {theirs || t('save.emptyText')}
            </p>
          </div>
        ))}
      <div className="flex gap-2.5">
        <Button size="small" onPress={onTheirs}>
          {t('save.takeTheirs')}
        </Button>
        <Button size="small" onPress={onMine}>
          {t('save.keepMine')}
        </Button>
      </div>
    </div>
  )
}
