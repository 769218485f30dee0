'use client'

import { useTranslations } from 'use-intl'

export interface PassageCreditProps {
  layer: 'coder' | 'consensus'
  author: { id: string; name: string }
  viewerId: string
}

/** Whose a passage is, in words: a coder's own by name or “you”, what review decided by none, because nobody marked it. */
export function PassageCredit({ layer, author, viewerId }: PassageCreditProps) {
  const t = useTranslations('ui.credit')
  return (
    <span>
      {layer === 'consensus' ? t('consensus') : author.id === viewerId ? t('you') : t('by', { name: author.name })}
    </span>
  )
}
