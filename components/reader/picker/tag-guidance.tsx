'use client'

import { useParams } from 'next/navigation'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { TagExamples } from '@/components/codebook/tag-examples'
import { classNames } from '@/components/ui/class-names'
import { TagDot } from '@/components/ui/tag-chip'
import { useExamples } from '@/lib/browser/codebook/use-examples'
import { tagHref } from '@/lib/domain/codebook/tag-address'
import type { Tag } from '@/lib/schemas/tag'

/** What the codebook says about a tag: what it means, when to use it and when not. */
export function TagGuidance({ tag, className }: { tag: Tag; className?: string }) {
  const t = useTranslations('reader')
  const codebook = useTranslations('codebook')
  const { p } = useParams<{ p: string }>()
  const examples = useExamples(p).filter((one) => one.tagId === tag.id)
  const parts = (['definition', 'useWhen', 'avoidWhen'] as const).filter((part) => tag[part] !== '')
  return (
    <section
      aria-label={t('guidance.label', { name: tag.name })}
      className={classNames('flex flex-col gap-2.5 text-[0.8125rem] leading-normal', className)}
    >
      <h3 className="flex items-baseline gap-2 font-serif text-[0.9375rem] leading-tight">
        <TagDot colour={tag.colour} /> <span dir="auto">{tag.name}</span>
      </h3>
      {tag.blindRoundId && <p className="text-ink-muted">{codebook('madeBlindNote')}</p>}
      {parts.map((part) => (
        <div key={part}>
          {part !== 'definition' && <p className="label-caps">{t(`guidance.${part}`)}</p>}
          <p dir="auto" className={part === 'definition' ? 'text-ink' : 'text-ink-muted'}>
            {tag[part]}
          </p>
        </div>
      ))}
      <TagExamples projectId={p} examples={examples} isSmall />
      {parts.length === 0 && examples.length === 0 && <p className="text-ink-muted">{t('guidance.none')}</p>}
      {/* In a tab of its own: what is selected here is not lost by reading there. */}
      <Link
        href={tagHref(p, tag.id)}
        target="_blank"
        className="self-start rounded-sm text-accent focus-ring data-hovered:underline pointer-coarse:py-3"
      >
        {t('guidance.passages', { count: tag.totalCount })}
      </Link>
    </section>
  )
}
