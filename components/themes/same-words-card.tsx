'use client'

import { ArrowUpRight, ChevronDown, Star } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { TagChip } from '@/components/ui/tag-chip'
import { isolated } from '@/lib/i18n/isolated'
import type { Excerpt } from '@/lib/schemas/annotation'
import type { Tag } from '@/lib/schemas/tag'
import { ExcerptWords } from './excerpt-words'

interface SameWordsCardProps {
  /** Excerpts of the very same words, two at least. */
  excerpts: readonly Excerpt[]
  projectId: string
  tagsById: ReadonlyMap<string, Tag>
  isUnderDocument: boolean
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
  onTag: (tagId: string) => void
  /** Each coder's own. */
  children: ReactNode
}

/** Words that several marked, once: who did, the tags of all of them, and on unfolding what each has of their own. */
export function SameWordsCard(props: SameWordsCardProps) {
  const { excerpts, projectId, tagsById, isUnderDocument, isOpen, onOpen, onTag, children } = props
  const t = useTranslations('themes')
  const format = useFormatter()
  const [first] = excerpts
  if (!first) return null
  const coders = [
    ...new Map(
      excerpts.flatMap(({ layer, author }) => (layer === 'coder' ? [[author.id, author.name] as const] : [])),
    ).values(),
  ]
  const tags = [...new Set(excerpts.flatMap(({ tagIds }) => tagIds))].flatMap((id) => tagsById.get(id) ?? [])
  const notes = excerpts.filter(({ note }) => note !== '').length
  return (
    <article
      aria-label={t('together.label', { count: excerpts.length, title: first.documentTitle })}
      className="grid grid-cols-[2.25rem_minmax(0,1fr)] gap-x-1 pt-4 pb-5"
    >
      <div className="-ms-2 pt-px">
        {excerpts.some(({ starred }) => starred) && (
          <Star role="img" aria-label={t('excerpt.starred')} className="m-1.5 size-4 fill-current text-accent" />
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-2">
        <ExcerptWords excerpt={first} />
        <footer className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-[0.8125rem] text-ink-muted">
          {coders.length > 0 && (
            <span>{t('together.coders', { count: coders.length, names: format.list(coders.map(isolated)) })}</span>
          )}
          {excerpts.some(({ layer }) => layer === 'consensus') && (
            <Badge tone="success">{t('excerpt.consensus')}</Badge>
          )}
          {notes > 0 && <span>{t('together.notes', { count: notes })}</span>}
          {!isUnderDocument && (
            <cite dir="auto" className="max-w-80 truncate font-serif">
              {first.documentTitle}
            </cite>
          )}
          {first.page !== null && <span>{t('excerpt.page', { page: first.page })}</span>}
          <Link
            href={`/projects/${projectId}/documents/${first.documentId}?annotation=${first.id}`}
            className="inline-flex min-h-6 items-center gap-0.5 rounded-sm text-accent underline-offset-4 focus-ring data-hovered:underline"
          >
            {t('excerpt.place')}
            <ArrowUpRight aria-hidden className="size-3.5 rtl:-scale-x-100" />
          </Link>
          <Button
            size="small"
            tone="plain"
            aria-expanded={isOpen}
            icon={<ChevronDown aria-hidden className={classNames('transition-transform', isOpen && 'rotate-180')} />}
            onPress={() => onOpen(!isOpen)}
            className="-ms-2.5 pointer-coarse:min-h-11"
          >
            {t('together.each')}
          </Button>
        </footer>
        {tags.length > 0 && (
          <div className="flex flex-wrap gap-1.5">
            {tags.map((tag) => (
              <TagChip key={tag.id} name={tag.name} colour={tag.colour} path={tag.path} onPress={() => onTag(tag.id)} />
            ))}
          </div>
        )}
        {isOpen && <div className="mt-1 divide-y divide-rule border-s border-rule ps-4">{children}</div>}
      </div>
    </article>
  )
}
