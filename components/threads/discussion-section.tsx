'use client'

import { useTranslations } from 'use-intl'
import { Section } from '@/components/ui/section'
import { ThreadPanel, type ThreadPanelProps } from './thread-panel'

/** What is said about the whole of a page's subject, at its end. */
export function DiscussionSection({ projectId, subject }: Pick<ThreadPanelProps, 'projectId' | 'subject'>) {
  const t = useTranslations('threads')
  return (
    <Section title={t('title')}>
      <div className="max-w-2xl">
        <ThreadPanel projectId={projectId} subject={subject} isTitleHidden />
      </div>
    </Section>
  )
}
