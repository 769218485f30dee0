'use client'

import { Link } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import { TagDot } from '@/components/ui/tag-chip'
import type { Tag } from '@/lib/schemas/tag'

export interface GroupHeadingProps {
  group: { key: string; label: string }
  groupBy: string
  count: number | undefined
  /** What of it is read so far: passages, and excerpts, of which several can be of the same words. */
  read: { passages: number; excerpts: number } | undefined
  projectId: string
  /** The tag, where the groups are tags. */
  tag: Tag | undefined
}

/** The heading over a group of excerpts: a document (which it opens), a tag, an author, or an attribute's value. */
export function GroupHeading({ group, groupBy, count, read, projectId, tag }: GroupHeadingProps) {
  const t = useTranslations('themes')
  const format = useFormatter()
  const label = group.label === '' ? t('noValue') : group.label
  return (
    <h3 className="flex items-baseline gap-2.5 pt-7 pb-2 font-serif text-lg text-ink">
      {groupBy === 'tag' && tag && <TagDot colour={tag.colour} className="self-center" />}
      <span dir="auto" className="min-w-0 text-balance">
        {groupBy === 'document' ? (
          <Link
            href={`/projects/${projectId}/documents/${group.key}`}
            className="rounded-sm underline-offset-4 focus-ring data-hovered:underline pointer-coarse:inline-flex pointer-coarse:min-h-11 pointer-coarse:items-center"
          >
            {label}
          </Link>
        ) : (
          label
        )}
      </span>
      {count !== undefined && (
        <span className="shrink-0 font-sans text-[0.8125rem] text-ink-muted tabular-nums">
          {read && read.excerpts === count && read.passages < count ? t('together.counts', read) : format.number(count)}
        </span>
      )}
    </h3>
  )
}
