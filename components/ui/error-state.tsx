'use client'

import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './button'
import { classNames } from './class-names'

export interface ErrorStateProps {
  /** What happened, in the reader's words. By default "That did not work". */
  title?: string
  /** What to do now. By default that nothing saved was lost. */
  children?: ReactNode
  onRetry?: () => void
  /** The request's id, for the administrator. */
  reference?: string
  className?: string
}

/** Where something should be and could not be loaded: what happened, that nothing was lost, what to do. Announced. */
export function ErrorState({ title, children, onRetry, reference, className }: ErrorStateProps) {
  const t = useTranslations('ui')
  return (
    <div
      role="alert"
      className={classNames('mx-auto flex max-w-md flex-col items-center gap-3 px-6 py-14 text-center', className)}
    >
      <TriangleAlert aria-hidden className="size-6 text-danger" strokeWidth={1.5} />
      <h2 className="font-serif text-xl text-ink">{title ?? t('errorTitle')}</h2>
      <div className="text-[0.9375rem] text-ink-muted text-pretty">{children ?? t('errorKept')}</div>
      {onRetry && (
        <Button className="mt-2" onPress={onRetry}>
          {t('retry')}
        </Button>
      )}
      {reference && <p className="text-xs text-ink-muted">{t('reference', { digest: reference })}</p>}
    </div>
  )
}
