'use client'

import { ArrowUpRight, Lock, MessageCircleQuestionMark, Star } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import { Badge } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import { TagChip } from '@/components/ui/tag-chip'
import type { Excerpt } from '@/lib/schemas/annotation'
import type { Tag } from '@/lib/schemas/tag'
import { ExcerptWords } from './excerpt-words'

export interface ExcerptCardProps {
  excerpt: Excerpt
  projectId: string
  tagsById: ReadonlyMap<string, Tag>
  /** Whether its document stands in the heading above it already. */
  isUnderDocument: boolean
  canStar: boolean
  onStar: (starred: boolean) => void
  onTag: (tagId: string) => void
  /** Whether its words stand above it already, because several coders marked them. */
  isUnderWords?: boolean
  /** What else can be done with it. */
  tools?: ReactNode
}

/** One passage with its context, who marked it, when and where, its tags, and the way to its place in the document. */
export function ExcerptCard({
  excerpt,
  projectId,
  tagsById,
  isUnderDocument,
  isUnderWords,
  canStar,
  onStar,
  onTag,
  tools,
}: ExcerptCardProps) {
  const t = useTranslations('themes')
  const { author, note, starred, layer, documentTitle } = excerpt
  const tags = excerpt.tagIds.flatMap((tagId) => tagsById.get(tagId) ?? [])
  return (
    <article
      aria-label={
        layer === 'consensus'
          ? t('excerpt.consensusLabel', { title: documentTitle })
          : t('excerpt.label', { author: author.name, title: documentTitle })
      }
      className="group/card grid grid-cols-[2.25rem_minmax(0,1fr)] gap-x-1 pt-4 pb-5"
    >
      <div className="-ms-2 pt-px">
        {canStar ? (
          <IconButton
            size="small"
            label={t(starred ? 'excerpt.unstar' : 'excerpt.star')}
            aria-pressed={starred}
            icon={<Star className={starred ? 'fill-current' : undefined} />}
            onPress={() => onStar(!starred)}
            className={classNames(starred && 'text-accent!')}
          />
        ) : (
          starred && (
            <Star role="img" aria-label={t('excerpt.starred')} className="m-1.5 size-4 fill-current text-accent" />
          )
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-2">
        {!isUnderWords && <ExcerptWords excerpt={excerpt} />}
        {note && (
          <p dir="auto" className="border-s-2 border-rule ps-3 text-sm whitespace-pre-line text-ink-muted">
            <span className="sr-only">{t('excerpt.note')}: </span>
            {note}
          </p>
        )}
        <ExcerptFacts excerpt={excerpt} projectId={projectId} isUnderDocument={isUnderDocument} tools={tools} />
        {tags.length > 0 && (
          <div className="flex flex-wrap gap-1.5">
            {tags.map((tag) => (
              <TagChip key={tag.id} name={tag.name} colour={tag.colour} path={tag.path} onPress={() => onTag(tag.id)} />
            ))}
          </div>
        )}
      </div>
    </article>
  )
}

type ExcerptFactsProps = Pick<ExcerptCardProps, 'excerpt' | 'projectId' | 'isUnderDocument' | 'tools'>

/** Who marked the passage, when and where, what holds for it, and the way to its place. */
function ExcerptFacts({ excerpt, projectId, isUnderDocument, tools }: ExcerptFactsProps) {
  const t = useTranslations('themes')
  const format = useFormatter()
  const { author, createdAt, page, visibility, layer, certainty, secondOpinion } = excerpt
  return (
    <footer className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-[0.8125rem] text-ink-muted">
      {layer === 'coder' && <span>{author.name}</span>}
      <time dateTime={createdAt}>{format.dateTime(new Date(createdAt), { dateStyle: 'medium' })}</time>
      {!isUnderDocument && (
        <cite dir="auto" className="max-w-80 truncate font-serif">
          {excerpt.documentTitle}
        </cite>
      )}
      {page !== null && <span>{t('excerpt.page', { page })}</span>}
      {layer === 'consensus' && <Badge tone="success">{t('excerpt.consensus')}</Badge>}
      {visibility === 'private' && (
        <Badge tone="warning">
          <Lock aria-hidden />
          {t('excerpt.private')}
        </Badge>
      )}
      {certainty !== null && <span>{t(`excerpt.certainty.${String(certainty) as '1'}`)}</span>}
      {secondOpinion && (
        <Badge tone="accent">
          <MessageCircleQuestionMark aria-hidden />
          {t('excerpt.secondOpinion')}
        </Badge>
      )}
      <Link
        href={`/projects/${projectId}/documents/${excerpt.documentId}?annotation=${excerpt.id}`}
        className="inline-flex min-h-6 pointer-coarse:min-h-11 items-center gap-0.5 print:hidden rounded-sm text-accent underline-offset-4 focus-ring data-hovered:underline"
      >
        {t('excerpt.place')}
        <ArrowUpRight aria-hidden className="size-3.5 rtl:-scale-x-100" />
      </Link>
      {tools}
    </footer>
  )
}
