'use client'

import { Label, ProgressBar as AriaProgressBar } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classNames } from './class-names'

export interface ProgressBarProps {
  /** What is being done: "Reading report.pdf". */
  label: string
  /** How much is done; leave out where it cannot be known. */
  done?: number
  total?: number
  /** Said in place of "3 of 12". */
  valueLabel?: string
  className?: string
}

/** Long work, shown as it goes. */
export function ProgressBar({ label, done, total = 100, valueLabel, className }: ProgressBarProps) {
  const t = useTranslations('ui')
  const text = valueLabel ?? (done === undefined ? t('working') : t('progress', { done, total }))
  return (
    <AriaProgressBar
      value={done ?? 0}
      maxValue={total || 1}
      isIndeterminate={done === undefined}
      valueLabel={text}
      className={classNames('flex flex-col gap-1.5', className)}
    >
      {({ percentage, isIndeterminate }) => (
        <>
          <div className="flex items-baseline justify-between gap-4 text-[0.8125rem]">
            <Label className="min-w-0 text-ink">{label}</Label>
            <span className="shrink-0 text-ink-muted tabular-nums">{text}</span>
          </div>
          <div className="h-1 overflow-hidden rounded-full bg-rule">
            <div
              className={classNames(
                'h-full rounded-full bg-accent transition-[width]',
                isIndeterminate && 'w-1/3 animate-pulse',
              )}
              style={isIndeterminate ? undefined : { width: `${percentage ?? 0}%` }}
            />
          </div>
        </>
      )}
    </AriaProgressBar>
  )
}
