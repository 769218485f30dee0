'use client'

import { useTranslations } from 'use-intl'
import { Threads } from '@/components/threads/thread-panel'
import { ErrorState } from '@/components/ui/error-state'
import type { Thread } from '@/lib/browser/threads/use-comments'
import type { Talk } from './use-talk'

/** Everything that is said about a document: about itself, and about its passages and stretches, each with the way there. */
export function DocumentTalk({
  projectId,
  documentId,
  talk,
  onGone,
}: {
  projectId: string
  documentId: string
  talk: Talk
  onGone: () => void
}) {
  const { threads, isPending, isError, error, refetch } = talk.all
  const t = useTranslations('threads')
  const contextOf = (thread: Thread) => {
    const { type, quote } = thread.root.subject
    if (type === 'document' || type === 'verdict') return <p className="text-xs text-ink-muted">{t(`about.${type}`)}</p>
    const go = () => {
      talk.open(thread)
      onGone()
    }
    return (
      <button
        type="button"
        title={t('about.goTo')}
        onClick={go}
        className="cursor-default border-s-2 border-rule-strong ps-2.5 text-start focus-ring hover:border-accent"
      >
        <span dir="auto" className="line-clamp-2 font-serif text-[0.8125rem] text-ink-muted">
          {quote}
        </span>
      </button>
    )
  }
  return (
    <Threads
      projectId={projectId}
      subject={{ type: 'document', id: documentId }}
      threads={threads ?? []}
      isPending={isPending}
      failure={isError && !threads ? <ErrorState onRetry={() => void refetch()}>{error.message}</ErrorState> : null}
      contextOf={contextOf}
    />
  )
}
