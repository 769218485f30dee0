'use client'

import { Contact } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { Document } from '@/lib/schemas/document'

/** The cases that a document or passage belongs to, each a link; nothing where there are none. */
export function CaseLinks({ projectId, cases }: { projectId: string } & Pick<Document, 'cases'>) {
  const t = useTranslations('cases')
  if (cases.length === 0) return null
  return (
    <ul aria-label={t('title')} className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs text-ink-muted">
      {cases.map(({ id, name }) => (
        <li key={id}>
          <Link
            href={`/projects/${projectId}/cases?case=${id}`}
            className="inline-flex items-center gap-1 rounded-sm focus-ring data-hovered:text-ink pointer-coarse:min-h-11"
          >
            <Contact aria-hidden className="size-3.5 shrink-0" />
            <bdi>{name}</bdi>
          </Link>
        </li>
      ))}
    </ul>
  )
}
