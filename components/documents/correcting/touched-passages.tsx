'use client'

import { useTranslations } from 'use-intl'
import { TagChip } from '@/components/ui/tag-chip'
import { PassageCredit } from '@/components/ui/passage-credit'
import type { Tag } from '@/lib/schemas/tag'
import { PassageChange } from './word-changes'

/** A passage whose words a correction changes, or leaves without a place. */
interface TouchedPassage {
  id: string
  author: { id: string; name: string }
  layer: 'coder' | 'consensus'
  tagIds: readonly string[]
  before: string
  /** Its words afterwards; left out where nothing is left of it. */
  after?: string
}

interface TouchedPassagesProps {
  title: string
  passages: readonly TouchedPassage[]
  /** How many there are, of which `passages` are the first. */
  count: number
  viewerId: string
  tags: ReadonlyMap<string, Tag>
  language: string
}

/** What a correction does to passages, each with its words before and after. Nothing where there are none. */
export function TouchedPassages({ title, passages, count, viewerId, tags, language }: TouchedPassagesProps) {
  const t = useTranslations('documents.correct')
  if (count === 0) return null
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h2 className="label-caps">{title}</h2>
      <ul className="flex flex-col gap-3">
        {passages.map(({ id, author, layer, tagIds, before, after }) => (
          <li key={id} className="flex flex-col gap-1.5 border-s-2 border-rule-strong ps-3">
            <p lang={language} dir="auto" className="font-serif text-[0.9375rem] whitespace-pre-wrap text-ink">
              {after === undefined ? (
                <span className="line-through decoration-danger">{before}</span>
              ) : (
                <PassageChange before={before} after={after} />
              )}
            </p>
            <div className="flex flex-wrap items-center gap-1.5 text-[0.8125rem] text-ink-muted">
              <PassageCredit layer={layer} author={author} viewerId={viewerId} />
              {tagIds.flatMap((tagId) =>
                ((tag) => (tag ? [<TagChip key={tagId} name={tag.name} colour={tag.colour} path={tag.path} />] : []))(
                  tags.get(tagId),
                ),
              )}
            </div>
          </li>
        ))}
      </ul>
      {count > passages.length && (
        <p className="text-[0.8125rem] text-ink-muted">{t('more', { count: count - passages.length })}</p>
      )}
    </section>
  )
}
