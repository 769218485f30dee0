'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { ThreadPanel } from '@/components/threads/thread-panel'
import { IconButton } from '@/components/ui/icon-button'
import type { Stretch } from './use-talk'

/** A stretch of the text that one talks about, with its threads. */
export function StretchCard({
  projectId,
  documentId,
  stretch,
  quote,
  onClose,
}: {
  projectId: string
  documentId: string
  stretch: Stretch
  quote: string
  onClose: () => void
}) {
  const t = useTranslations('threads')
  const { start, end, revisionId } = stretch
  return (
    <section aria-label={t('stretch')} className="flex flex-col gap-4 p-4">
      <header className="flex items-center justify-between gap-2">
        <p className="label-caps">{t('stretch')}</p>
        <IconButton label={t('stretchClose')} icon={<X aria-hidden />} size="small" onPress={onClose} />
      </header>
      <blockquote
        dir="auto"
        className="line-clamp-5 border-s-2 border-rule-strong ps-3 font-serif text-[0.9375rem] leading-relaxed text-ink"
      >
        {quote}
      </blockquote>
      <ThreadPanel
        key={`${start}-${end}`}
        projectId={projectId}
        subject={{ type: 'stretch', id: documentId, start, end, revisionId }}
        startsWriting={stretch.startsWriting}
      />
    </section>
  )
}
