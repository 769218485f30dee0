'use client'

import { useTranslations } from 'use-intl'

/** What a memo and a discussion are for, in the same words wherever one of them is offered; of a note its field says so. */
export function MeantFor({ kind }: { kind: 'memo' | 'discussion' }) {
  const t = useTranslations('ui')
  return <p className="text-[0.8125rem] text-pretty text-ink-muted">{t(`meant.${kind}`)}</p>
}
