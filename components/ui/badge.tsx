import type { ReactNode } from 'react'
import { classNames } from './class-names'

export type BadgeTone = 'plain' | 'accent' | 'success' | 'warning' | 'danger'

const tones: Record<BadgeTone, string> = {
  plain: 'border-rule bg-paper-sunken text-ink-muted',
  accent: 'border-transparent bg-accent-soft text-accent',
  success: 'border-transparent bg-success-soft text-success',
  warning: 'border-transparent bg-warning-soft text-warning',
  danger: 'border-transparent bg-danger-soft text-danger',
}

/** A state in a word or two: `<Badge tone="warning">Private</Badge>`. The word says it, the colour only helps. */
export function Badge({
  children,
  tone = 'plain',
  className,
}: {
  children: ReactNode
  tone?: BadgeTone
  className?: string
}) {
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1 rounded-sm border px-1.5 text-xs leading-5 font-medium whitespace-nowrap tabular-nums [&_svg]:size-3',
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  )
}
