'use client'

import { BookOpen } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { useLastRead } from '@/lib/browser/documents/use-last-read'
import type { Document } from '@/lib/schemas/document'

export interface ContinueReadingProps {
  projectId: string
  viewerId: string
  documents: readonly Document[]
}

/** The way back to the document that one read last, while it is there. */
export function ContinueReading({ projectId, viewerId, documents }: ContinueReadingProps) {
  const t = useTranslations('documents')
  const lastRead = useLastRead(viewerId, projectId)
  const document = documents.find(({ id }) => id === lastRead)
  if (!document) return null
  return (
    <p className="mb-6 max-sm:mb-0">
      <Link
        href={`/projects/${projectId}/documents/${document.id}`}
        className="inline-flex min-h-9 max-w-full items-center gap-2 rounded-sm text-[0.9375rem] text-ink-muted focus-ring data-hovered:text-ink pointer-coarse:min-h-11"
      >
        <BookOpen aria-hidden className="size-4 shrink-0" strokeWidth={1.5} />
        <span className="shrink-0">{t('continueReading')}</span>
        <bdi lang={document.language} className="min-w-0 truncate font-serif text-base text-accent">
          {document.title}
        </bdi>
      </Link>
    </p>
  )
}
