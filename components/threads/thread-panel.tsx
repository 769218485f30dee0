'use client'

import { MessageSquarePlus } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { lazy, Suspense, useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { MeantFor } from '@/components/ui/meant-for'
import { Skeleton } from '@/components/ui/skeleton'
import {
  useCommentCommands,
  useThreads,
  useWriter,
  type Thread,
  type ThreadSubject,
} from '@/lib/browser/threads/use-comments'
import { ThreadCard } from './thread-card'

const CommentEditor = lazy(() => import('./comment-editor'))

export interface ThreadPanelProps {
  projectId: string
  subject: ThreadSubject
  /** Begins with the field to write in. */
  startsWriting?: boolean
  /** How often one asked by key to write here: each time more opens the field, or goes to the one that is open. */
  asked?: number
  /** Left out where what is around it says the same. */
  isTitleHidden?: boolean
}

/** What is said about one thing: its threads, open ones first, and where to begin one. Give it the subject's id as key. */
export function ThreadPanel({ projectId, subject, startsWriting, asked, isTitleHidden }: ThreadPanelProps) {
  const { threads, isPending, isError, error, refetch } = useThreads(projectId, subject)
  return (
    <Threads
      projectId={projectId}
      subject={subject}
      threads={threads ?? []}
      isPending={isPending}
      failure={isError && !threads ? <ErrorState onRetry={() => void refetch()}>{error.message}</ErrorState> : null}
      startsWriting={startsWriting}
      asked={asked}
      isTitleHidden={isTitleHidden}
    />
  )
}

export interface ThreadsProps extends ThreadPanelProps {
  threads: readonly Thread[]
  isPending: boolean
  failure: ReactNode
  /** What a thread is about, where they are about several things. */
  contextOf?: (thread: Thread) => ReactNode
}

/** Threads as they were read, with those that are resolved folded away. */
export function Threads({
  projectId,
  subject,
  threads,
  isPending,
  failure,
  startsWriting = false,
  asked = 0,
  isTitleHidden,
  contextOf,
}: ThreadsProps) {
  const t = useTranslations('threads')
  const id = useId()
  const named = useSearchParams().get('comment')
  const { viewerId, mayWrite } = useWriter(projectId)
  const { isWriting, setWriting, frame } = useWriting(startsWriting, asked)
  const [unfolded, setUnfolded] = useState<boolean | null>(null)
  const open = threads.filter((thread) => thread.root.resolvedAt === null)
  const resolved = threads.filter((thread) => thread.root.resolvedAt !== null)
  const showsResolved = unfolded ?? resolved.some((thread) => thread.root.id === named)
  const shown = showsResolved ? [...open, ...resolved] : open
  // Where what is around it says the same, a second landmark of that name would only be in the way.
  const Frame = isTitleHidden ? 'div' : 'section'
  return (
    <Frame ref={frame} aria-labelledby={isTitleHidden ? undefined : id} className="flex flex-col gap-3">
      {!isTitleHidden && (
        <h2 id={id} className="label-caps">
          {open.length > 0 ? t('titleOpen', { count: open.length }) : t('title')}
        </h2>
      )}
      {failure}
      {isPending && <Skeleton lines={3} />}
      {shown.length > 0 && (
        <ul className="flex flex-col gap-3">
          {shown.map((thread) => (
            <ThreadCard
              key={thread.root.id}
              projectId={projectId}
              thread={thread}
              viewerId={viewerId}
              mayWrite={mayWrite}
              isNamed={thread.root.id === named}
              context={contextOf?.(thread)}
            />
          ))}
        </ul>
      )}
      {!isPending && failure === null && open.length === 0 && !isWriting && (
        <p className="text-sm text-ink-muted text-pretty">{t(resolved.length > 0 ? 'allResolved' : 'none')}</p>
      )}
      {mayWrite && (isWriting || threads.length === 0) && <MeantFor kind="discussion" />}
      {isWriting && mayWrite ? (
        <NewThread projectId={projectId} subject={subject} onDone={() => setWriting(false)} />
      ) : (
        <div className="flex flex-wrap gap-2">
          {mayWrite && (
            <Button size="small" icon={<MessageSquarePlus aria-hidden />} onPress={() => setWriting(true)}>
              {t('begin')}
            </Button>
          )}
          {resolved.length > 0 && (
            <Button size="small" tone="plain" aria-expanded={showsResolved} onPress={() => setUnfolded(!showsResolved)}>
              {t(showsResolved ? 'hideResolved' : 'showResolved', { count: resolved.length })}
            </Button>
          )}
        </div>
      )}
    </Frame>
  )
}

/** Whether one writes here: from the beginning, once one asked for it by key, or by the button. Who asks goes to the field that is open. */
function useWriting(startsWriting: boolean, asked: number) {
  const [isWriting, setWriting] = useState(startsWriting || asked > 0)
  const [heard, setHeard] = useState(asked)
  if (asked !== heard) {
    setHeard(asked)
    if (asked > heard) setWriting(true)
  }
  const frame = useRef<HTMLElement & HTMLDivElement>(null)
  useEffect(() => {
    if (asked > 0) frame.current?.querySelector<HTMLElement>('[contenteditable="true"]')?.focus()
  }, [asked])
  return { isWriting, setWriting, frame }
}

interface NewThreadProps {
  projectId: string
  subject: ThreadSubject
  onDone: () => void
}

/** Where one writes the comment that begins a thread. */
function NewThread({ projectId, subject, onDone }: NewThreadProps) {
  const t = useTranslations('threads')
  const commands = useCommentCommands(projectId)
  return (
    <Suspense fallback={<Skeleton lines={2} />}>
      <CommentEditor
        projectId={projectId}
        label={t('yourComment')}
        submitLabel={t('comment')}
        onSubmit={async (body) => {
          await commands.say(subject, body)
          onDone()
        }}
        onCancel={onDone}
      />
    </Suspense>
  )
}
