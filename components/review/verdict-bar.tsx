'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { ReasonField } from './reason-field'

export interface VerdictBarProps {
  coders: readonly { id: string; name: string; hasMarked: boolean }[]
  reason: string
  onReason: (reason: string) => void
  /** How often the field of the reason was asked for; 0 while it is closed. */
  asked: number
  onLeaveReason: () => void
  isPending: boolean
  onAccept: (coderIds: string[]) => void
  onNeither: () => void
  onEdit: () => void
  onAskReason: () => void
}

/** The decisions about one passage, each with its key. */
export function VerdictBar({
  coders,
  reason,
  onReason,
  asked,
  onLeaveReason,
  isPending,
  onAccept,
  onNeither,
  onEdit,
  onAskReason,
}: VerdictBarProps) {
  const t = useTranslations('review')
  return (
    <div className="flex flex-col gap-3">
      {asked > 0 && <ReasonField reason={reason} onReason={onReason} asked={asked} onLeave={onLeaveReason} />}
      <div
        role="group"
        aria-label={t('verdict.group')}
        className="flex flex-wrap items-center gap-2 pointer-coarse:[&_kbd]:hidden"
      >
        {coders.map(({ id, name, hasMarked }, i) => (
          <Button key={id} size="small" isDisabled={isPending} onPress={() => onAccept([id])}>
            {t(hasMarked ? 'verdict.accept' : 'verdict.acceptNothing', { name })} {i < 9 && <Kbd>{String(i + 1)}</Kbd>}
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
        {asked === 0 && (
          <Button size="small" tone="plain" onPress={onAskReason}>
            {t('reason.add')} <Kbd>r</Kbd>
          </Button>
        )}
      </div>
    </div>
  )
}
