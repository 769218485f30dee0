'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { TextArea } from '@/components/ui/text-area'

export interface VerdictBarProps {
  coders: readonly { id: string; name: string }[]
  reason: string
  onReason: (reason: string) => void
  hasReason: boolean
  isPending: boolean
  onAccept: (coderIds: string[]) => void
  onNeither: () => void
  onEdit: () => void
  onAskReason: () => void
}

/** The decisions about one passage, each with its key. */
export function VerdictBar({ coders, reason, onReason, hasReason, isPending, onAccept, onNeither, onEdit, onAskReason }: VerdictBarProps) {
  const t = useTranslations('review')
  return (
    <div className="flex flex-col gap-3">
      {hasReason && (
        <div ref={takeFocus}>
          <TextArea label={t('reason.label')} help={t('reason.help')} rows={2} value={reason} onChange={onReason} />
        </div>
      )}
      <div role="group" aria-label={t('verdict.group')} className="flex flex-wrap items-center gap-2 pointer-coarse:[&_kbd]:hidden">
        {coders.map(({ id, name }, i) => (
          <Button key={id} size="small" isDisabled={isPending} onPress={() => onAccept([id])}>
            {t('verdict.accept', { name })} {i < 9 && <Kbd>{String(i + 1)}</Kbd>}
          </Button>
        ))}
        <Button size="small" isDisabled={isPending} onPress={() => onAccept(coders.map(({ id }) => id))}>
          {t(coders.length === 2 ? 'verdict.both' : 'verdict.all')} <Kbd>b</Kbd>
        </Button>
        <Button size="small" isDisabled={isPending} onPress={onNeither}>
          {t(coders.length === 2 ? 'verdict.neither' : 'verdict.none')} <Kbd>n</Kbd>
        </Button>
        <Button size="small" isDisabled={isPending} onPress={onEdit}>
          {t('verdict.edit')} <Kbd>e</Kbd>
        </Button>
        {!hasReason && (
          <Button size="small" tone="plain" onPress={onAskReason}>
            {t('reason.add')} <Kbd>r</Kbd>
          </Button>
        )}
      </div>
    </div>
  )
}

/** Whoever asked for the field means to write in it. */
const takeFocus = (field: HTMLDivElement | null) => field?.querySelector('textarea')?.focus()
