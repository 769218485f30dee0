'use client'

import { useTranslations } from 'use-intl'
import { TagLink } from '@/components/codebook/tag-link'
import { Badge } from '@/components/ui/badge'
import type { Annotation } from '@/lib/schemas/annotation'
import type { Tag } from '@/lib/schemas/tag'

export interface CodedLineProps {
  annotation: Annotation
  tags: ReadonlyMap<string, Tag>
  /** The words it is about, where its coder marked several passages here. */
  quote: string | null
}

/** What a coder said of a passage they marked: which tags or none, how sure they are, whether they ask for a second opinion, and their note. */
export function CodedLine({ annotation, tags, quote }: CodedLineProps) {
  const t = useTranslations('review')
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1.5 text-[0.8125rem] text-ink-muted">
      {quote !== null && (
        <span dir="auto" className="max-w-48 truncate font-serif italic">
          {quote}
        </span>
      )}
      {annotation.tagIds.length === 0 && <span>{t('coder.untagged')}</span>}
      {annotation.tagIds.flatMap((id) => {
        const tag = tags.get(id)
        return tag ? [<TagLink key={id} tag={tag} />] : []
      })}
      {annotation.certainty !== null && <span>{t(`certainty.${String(annotation.certainty) as '1'}`)}</span>}
      {annotation.secondOpinion && <Badge tone="accent">{t('coder.secondOpinion')}</Badge>}
      {annotation.note && (
        <span dir="auto" className="basis-full border-s-2 border-rule ps-2 whitespace-pre-line">
          {annotation.note}
        </span>
      )}
    </div>
  )
}
