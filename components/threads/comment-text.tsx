'use client'

import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { CommentBody, CommentInline } from '@/lib/domain/threads/comment-body'
import type { CommentExcerpt } from '@/lib/schemas/comment'

/** What a comment says. Quoted passages are those that its reader has; of any other there is left that something was quoted. */
export function CommentText({
  body,
  excerpts,
  projectId,
}: {
  body: CommentBody
  excerpts: readonly CommentExcerpt[]
  projectId: string
}) {
  const t = useTranslations('threads')
  const byId = new Map(excerpts.map((excerpt) => [excerpt.annotationId, excerpt]))
  return (
    <div className="comment-text text-sm leading-relaxed text-ink">
      {body.content.map((block, i) => {
        if (block.type === 'paragraph')
          return (
            block.content && (
              <p key={i} dir="auto">
                {block.content.map((inline, at) => (
                  <Inline key={at} inline={inline} />
                ))}
              </p>
            )
          )
        const excerpt = block.attrs.annotationId === null ? undefined : byId.get(block.attrs.annotationId)
        if (!excerpt)
          return (
            <p key={i} className="text-ink-muted italic">
              {t('hiddenExcerpt')}
            </p>
          )
        return (
          <blockquote key={i}>
            <Link
              href={`/projects/${projectId}/documents/${excerpt.documentId}?annotation=${excerpt.annotationId}`}
              className="rounded-sm focus-ring data-hovered:text-ink"
            >
              <span dir="auto" className="line-clamp-4 font-serif">
                {excerpt.quote}
              </span>
              <span className="mt-0.5 block text-xs">
                {t('from', {
                  author: excerpt.layer === 'consensus' ? t('consensus') : excerpt.author.name,
                  title: excerpt.documentTitle,
                })}
              </span>
            </Link>
          </blockquote>
        )
      })}
    </div>
  )
}

function Inline({ inline }: { inline: CommentInline }) {
  if (inline.type === 'hardBreak') return <br />
  return inline.type === 'mention' ? <span className="mention">@{inline.attrs.label}</span> : inline.text
}
