'use client'

import { Check, Reply, RotateCcw } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Skeleton } from '@/components/ui/skeleton'
import { showToast } from '@/components/ui/toast'
import { useCommentCommands, type Thread, type ThreadSubject } from '@/lib/browser/threads/use-comments'
import { CommentItem } from './comment-item'

const CommentEditor = lazy(() => import('./comment-editor'))

export interface ThreadCardProps {
  projectId: string
  thread: Thread
  viewerId: string | null
  mayWrite: boolean
  /** The address names it: it is brought into sight. */
  isNamed: boolean
  /** What it is about, where that is not plain from the place. */
  context?: ReactNode
}

/** A thread: its first comment, the replies, and what can be done with it. */
export function ThreadCard({
  projectId,
  thread: { root, replies },
  viewerId,
  mayWrite,
  isNamed,
  context,
}: ThreadCardProps) {
  const t = useTranslations('threads')
  const commands = useCommentCommands(projectId)
  const [isReplying, setReplying] = useState(false)
  const { isResolving, resolve } = useResolving(projectId, root)
  const element = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isNamed) element.current?.scrollIntoView({ block: 'nearest' })
  }, [isNamed])
  const isResolved = root.resolvedAt !== null
  return (
    <li
      ref={element}
      className={classNames(
        'flex flex-col gap-2 rounded-md border bg-paper-raised p-3',
        isNamed ? 'border-accent' : 'border-rule',
      )}
    >
      {context}
      {isResolved && (
        <Badge tone="success" className="self-start">
          <Check aria-hidden />
          {t('resolvedBy', { name: root.resolvedBy?.name ?? '' })}
        </Badge>
      )}
      <CommentItem comment={root} projectId={projectId} isOwn={mayWrite && root.author.id === viewerId} />
      {replies.length > 0 && (
        <ul aria-label={t('replies')} className="flex flex-col gap-3 border-s border-rule ps-3">
          {replies.map((reply) => (
            <li key={reply.id}>
              <CommentItem comment={reply} projectId={projectId} isOwn={mayWrite && reply.author.id === viewerId} />
            </li>
          ))}
        </ul>
      )}
      {mayWrite && !isReplying && (
        <div className="flex flex-wrap gap-2">
          <Button size="small" icon={<Reply aria-hidden />} onPress={() => setReplying(true)}>
            {t('reply')}
          </Button>
          <Button
            size="small"
            tone="plain"
            icon={isResolved ? <RotateCcw aria-hidden /> : <Check aria-hidden />}
            isPending={isResolving}
            onPress={() => void resolve()}
          >
            {t(isResolved ? 'reopen' : 'resolve')}
          </Button>
        </div>
      )}
      {isReplying && (
        <Suspense fallback={<Skeleton lines={2} />}>
          <CommentEditor
            projectId={projectId}
            label={t('yourReply')}
            submitLabel={t('reply')}
            onSubmit={async (body) => {
              await commands.say(subjectOf(root), body, root.id)
              setReplying(false)
            }}
            onCancel={() => setReplying(false)}
          />
        </Suspense>
      )}
    </li>
  )
}

/** Resolves a thread, or opens it again. */
function useResolving(projectId: string, root: Thread['root']) {
  const t = useTranslations('threads')
  const commands = useCommentCommands(projectId)
  const [isResolving, setResolving] = useState(false)
  const resolve = async () => {
    setResolving(true)
    try {
      await commands.resolve(root, root.resolvedAt === null)
    } catch (error) {
      showToast({
        tone: 'danger',
        title: t('notResolved'),
        description: error instanceof Error ? error.message : undefined,
      })
    } finally {
      setResolving(false)
    }
  }
  return { isResolving, resolve }
}

/** What a thread is about, to reply in it. */
function subjectOf({ subject }: Thread['root']): ThreadSubject {
  const { type, id, start, end } = subject
  return type === 'stretch' ? { type, id, start: start ?? 0, end: end ?? 0 } : { type, id }
}
