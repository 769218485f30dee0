'use client'

import { useTranslations } from 'use-intl'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { Blindness } from './use-blindness'

/** Why there is nothing to compare: the reader is blind until they submit, or nobody has coded the same passages yet. */
export function ReviewEmpty({ blindness }: { blindness: Blindness | null }) {
  const t = useTranslations('review.empty')
  if (!blindness) return <EmptyState title={t('nothingTitle')}>{t('nothing')}</EmptyState>
  return (
    <EmptyState title={t('blindTitle')} action={<ButtonLink href={blindness.roundHref}>{t('round')}</ButtonLink>}>
      {blindness.said}
    </EmptyState>
  )
}
