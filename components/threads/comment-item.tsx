'use client'

import { Pencil, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { IconButton } from '@/components/ui/icon-button'
import { Popover } from '@/components/ui/popover'
import { Skeleton } from '@/components/ui/skeleton'
import { useCommentCommands, useCommentEdits } from '@/lib/browser/threads/use-comments'
import type { Comment } from '@/lib/schemas/comment'
import { CommentText } from './comment-text'

const CommentEditor = lazy(() => import('./comment-editor'))

/** One contribution: who, when, what, and for its author the means to change it. */
export function CommentItem({ comment, projectId, isOwn }: { comment: Comment; projectId: string; isOwn: boolean }) {
  const t = useTranslations('threads')
  const format = useFormatter()
  const commands = useCommentCommands(projectId)
  const [isEditing, setEditing] = useState(false)
  const [isAsking, setAsking] = useState(false)
  if (comment.deleted || !comment.body)
    return <p className="py-1 text-sm text-ink-muted italic">{t('deleted', { author: comment.author.name })}</p>
  return (
    <article aria-label={t('by', { author: comment.author.name })} className="flex flex-col gap-1">
      <header className="flex min-h-7 items-center gap-2 text-[0.8125rem] leading-tight">
        <AvatarInitials name={comment.author.name} size="small" />
        <p className="min-w-0 flex-1">
          <bdi className="font-medium text-ink">{comment.author.name}</bdi>{' '}
          <span className="text-xs text-ink-muted">
            <time
              dateTime={comment.createdAt}
              title={format.dateTime(new Date(comment.createdAt), { dateStyle: 'full', timeStyle: 'short' })}
            >
              {format.dateTime(new Date(comment.createdAt), { dateStyle: 'medium', timeStyle: 'short' })}
            </time>
            {comment.editedAt !== null && <Edits comment={comment} projectId={projectId} />}
          </span>
        </p>
        {isOwn && !isEditing && (
          <span className="flex shrink-0">
            <IconButton size="small" label={t('edit')} icon={<Pencil aria-hidden />} onPress={() => setEditing(true)} />
            <IconButton
              size="small"
              label={t('delete')}
              icon={<Trash2 aria-hidden />}
              onPress={() => setAsking(true)}
            />
          </span>
        )}
      </header>
      {isEditing ? (
        <Suspense fallback={<Skeleton lines={2} />}>
          <CommentEditor
            projectId={projectId}
            label={t('yourComment')}
            submitLabel={t('save')}
            initial={{
              body: comment.body,
              quotes: new Map(comment.excerpts.map((excerpt) => [excerpt.annotationId, excerpt.quote])),
            }}
            onSubmit={async (body) => {
              await commands.rewrite(comment, body)
              setEditing(false)
            }}
            onCancel={() => setEditing(false)}
          />
        </Suspense>
      ) : (
        <CommentText body={comment.body} excerpts={comment.excerpts} projectId={projectId} />
      )}
      {isAsking && (
        <ConfirmDialog
          isOpen
          onOpenChange={setAsking}
          title={t('deleteTitle')}
          action={t('deleteAction')}
          consequence={t(comment.replyCount > 0 ? 'deleteWithReplies' : 'deleteBody')}
          onConfirm={() => commands.remove(comment)}
        />
      )}
    </article>
  )
}

/** "edited", and behind it what it said before. */
function Edits({ comment, projectId }: { comment: Comment; projectId: string }) {
  const t = useTranslations('threads')
  const format = useFormatter()
  const [isOpen, setOpen] = useState(false)
  const edits = useCommentEdits(projectId, comment.id, isOpen)
  return (
    <>
      {' · '}
      <Popover
        label={t('formerly')}
        isOpen={isOpen}
        onOpenChange={setOpen}
        trigger={
          <AriaButton className="cursor-default rounded-sm underline decoration-dotted underline-offset-2 focus-ring data-hovered:text-ink">
            {t('edited')}
          </AriaButton>
        }
      >
        <h3 className="label-caps mb-2">{t('formerly')}</h3>
        {edits.isPending ? (
          <Skeleton lines={2} />
        ) : edits.isError ? (
          <p role="alert">{edits.error.message}</p>
        ) : (
          <ol className="flex max-h-80 flex-col gap-3 overflow-auto">
            {edits.data.map((edit) => (
              <li key={edit.version}>
                <p className="text-xs text-ink-muted">
                  {t('until', {
                    time: format.dateTime(new Date(edit.editedAt), { dateStyle: 'medium', timeStyle: 'short' }),
                  })}
                </p>
                <CommentText body={edit.body} excerpts={comment.excerpts} projectId={projectId} />
              </li>
            ))}
          </ol>
        )}
      </Popover>
    </>
  )
}
