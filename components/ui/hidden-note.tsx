'use client'

import { EyeOff } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { HidingReason } from '@/lib/domain/rounds/veil'
import { classNames } from './class-names'

/** Beside a count that may leave something out: hidden is not none. How much is hidden is told nowhere. */
export function HiddenNote({ until, className }: { until: HidingReason; className?: string }) {
  const t = useTranslations('ui')
  return (
    <span className={classNames('flex w-fit items-baseline gap-1 text-start text-xs text-ink-muted', className)}>
      <EyeOff aria-hidden className="size-3.5 shrink-0 translate-y-0.5" />
      <span>{t(`hidden.${until}`)}</span>
    </span>
  )
}
