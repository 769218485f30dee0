'use client'

import { useTranslations } from 'use-intl'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import type { Document } from '@/lib/schemas/document'

const most = 4

/** Who codes a document, by their initials; the names are said to whoever hears them. */
export function Coders({ coders }: Pick<Document, 'coders'>) {
  const t = useTranslations('documents.table')
  if (coders.length === 0) return <span className="text-ink-muted">–</span>
  // More are named in a word of their own: a ring for the last of five would take no more room than the number.
  const shown = coders.length > most ? most - 1 : most
  const others = coders.slice(shown)
  return (
    <ul aria-label={t('column.coders')} className="flex items-center gap-1">
      {coders.slice(0, shown).map(({ id, name }) => (
        <li key={id} className="flex">
          <AvatarInitials name={name} size="small" isAlone />
        </li>
      ))}
      {others.length > 0 && (
        <li className="ps-0.5 text-xs text-ink-muted" title={others.map(({ name }) => name).join(', ')}>
          <span aria-hidden>{t('moreCoders', { count: others.length })}</span>
          <span className="sr-only">{others.map(({ name }) => name).join(', ')}</span>
        </li>
      )}
    </ul>
  )
}
