'use client'

import { Check, EqualNot } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { TagLink } from '@/components/codebook/tag-link'
import type { ComparedPassage, PassageChange } from '@/lib/domain/rounds/before-after'
import type { Tag } from '@/lib/schemas/tag'

export interface PassageChangesProps {
  projectId: string
  number: number
  row: PassageChange<ComparedPassage>
  quote: string
  title: string
  names: ReadonlyMap<string, string>
  tagsById: ReadonlyMap<string, Tag>
}

/** One passage: each coder's tags before and after. */
export function PassageChanges({ projectId, number, row, quote, title, names, tagsById }: PassageChangesProps) {
  const t = useTranslations('rounds.compare')
  const head = 'border-b border-rule-strong px-3 py-1.5 text-start label-caps max-sm:px-1.5'
  const cell = 'border-b border-rule px-3 py-2 align-top max-sm:px-1.5'
  return (
    <article aria-label={t('passage', { number, document: title })} className="border-t border-rule py-6">
      <p className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-4 text-[0.8125rem] text-ink-muted">
        <bdi>{title}</bdi>
        <Link
          href={`/projects/${projectId}/documents/${row.passage.documentId}`}
          className="rounded-sm text-accent focus-ring data-hovered:underline"
        >
          {t('open')}
        </Link>
      </p>
      <blockquote dir="auto" className="mb-4 max-w-3xl font-serif text-[1.0625rem] leading-relaxed text-ink">
        {quote}
      </blockquote>
      <table className="w-full table-fixed text-sm">
        <thead>
          <tr>
            <th scope="col" className={`${head} w-1/4`}>
              {t('coder')}
            </th>
            <th scope="col" className={head}>
              {t('before')} <Alike isAlike={row.alikeBefore} />
            </th>
            <th scope="col" className={head}>
              {t('after')} <Alike isAlike={row.alikeAfter} />
            </th>
          </tr>
        </thead>
        <tbody>
          {row.coders.map(({ coderId, before, after }) => (
            <tr key={coderId}>
              <th scope="row" className={`${cell} text-start font-normal text-ink`}>
                <bdi>{names.get(coderId)}</bdi>
              </th>
              <td className={cell}>
                <Tags ids={before} tagsById={tagsById} />
              </td>
              <td className={cell}>
                <Tags ids={after} tagsById={tagsById} />
                {before.length > 0 && before.join() === after.join() && (
                  <span className="block pt-1 text-xs text-ink-muted">{t('same')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  )
}

function Alike({ isAlike }: { isAlike: boolean | null }) {
  const t = useTranslations('rounds.compare')
  if (isAlike === null) return null
  return (
    <span
      className={`ms-1 inline-flex items-center gap-1 font-sans text-xs tracking-normal normal-case ${isAlike ? 'text-success' : 'text-warning'}`}
    >
      {isAlike ? <Check aria-hidden className="size-3" /> : <EqualNot aria-hidden className="size-3" />}
      {t(isAlike ? 'isAlike' : 'isNotAlike')}
    </span>
  )
}

function Tags({ ids, tagsById }: { ids: readonly string[]; tagsById: ReadonlyMap<string, Tag> }) {
  const t = useTranslations('rounds.compare')
  const tags = ids.flatMap((id) => tagsById.get(id) ?? [])
  if (tags.length === 0) return <span className="text-[0.8125rem] text-ink-muted">{t('nothing')}</span>
  return (
    <span className="flex flex-wrap gap-1.5">
      {tags.map((tag) => (
        <TagLink key={tag.id} tag={tag} />
      ))}
    </span>
  )
}
