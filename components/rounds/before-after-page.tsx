'use client'

import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { useBeforeAfter } from '@/lib/browser/rounds/use-before-after'
import { useTags, useTagsById } from '@/lib/browser/codebook/use-tags'
import { countAlike } from '@/lib/domain/rounds/before-after'
import type { RoundDetail } from '@/lib/schemas/round'
import type { Tag } from '@/lib/schemas/tag'
import { PassageChanges } from './passage-changes'

export interface BeforeAfterPageProps {
  projectId: string
  before: RoundDetail
  after: RoundDetail
  initialTags: Tag[]
}

/** The passages of a norming session coded before and after people talked, side by side. */
export function BeforeAfterPage({ projectId, before, after, initialTags }: BeforeAfterPageProps) {
  const t = useTranslations('rounds')
  const { data: tags = initialTags } = useTags(projectId, initialTags)
  const tagsById = useTagsById(tags)
  const { rows, isPending, isError, error, refetch } = useBeforeAfter(projectId, before, after)
  const names = new Map([...before.coders, ...after.coders].map(({ id, name }) => [id, name]))
  const titles = new Map([...before.documents, ...after.documents].map(({ id, title }) => [id, title]))
  const isEmpty = rows.every(({ coders }) => coders.every((coder) => coder.before.length + coder.after.length === 0))
  const rounds = `/projects/${projectId}/rounds`
  return (
    <>
      <PageHeader
        title={t('compare.title')}
        eyebrow={
          <Breadcrumb
            crumbs={[
              { label: t('title'), href: rounds },
              { label: after.name, href: `${rounds}/${after.id}` },
            ]}
          />
        }
        lede={t('compare.lede', { before: before.name, after: after.name })}
      />
      {isError ? (
        <ErrorState onRetry={() => void refetch()}>{error.message}</ErrorState>
      ) : isPending ? (
        <Skeleton lines={10} />
      ) : isEmpty ? (
        <EmptyState title={t('compare.noneTitle')}>{t('compare.none')}</EmptyState>
      ) : (
        <>
          <Section title={t('compare.agreement')}>
            <Figures
              projectId={projectId}
              before={before}
              after={after}
              alike={[countAlike(rows.map((row) => row.alikeBefore)), countAlike(rows.map((row) => row.alikeAfter))]}
            />
          </Section>
          <div className="flex flex-col">
            {rows.map((row, i) => (
              <PassageChanges
                key={row.passage.id}
                projectId={projectId}
                number={i + 1}
                row={row}
                quote={row.passage.quote}
                title={titles.get(row.passage.documentId) ?? ''}
                names={names}
                tagsById={tagsById}
              />
            ))}
          </div>
        </>
      )}
    </>
  )
}

interface FiguresProps {
  projectId: string
  before: RoundDetail
  after: RoundDetail
  alike: [before: { alike: number; of: number }, after: { alike: number; of: number }]
}

/** The plain count of passages on which all are alike, and the way to the measures of each round. */
function Figures({ projectId, before, after, alike }: FiguresProps) {
  const t = useTranslations('rounds')
  const cell = 'border-b border-rule px-3 py-2'
  const way = (round: RoundDetail) => (
    <Link
      href={`/projects/${projectId}/agreement?roundId=${round.id}`}
      aria-label={t('compare.agreementOf', { name: round.name })}
      className="rounded-sm text-accent underline underline-offset-4 focus-ring"
    >
      {t('page.agreement')}
    </Link>
  )
  return (
    <table aria-label={t('compare.agreement')} className="w-full max-w-2xl text-start text-sm">
      <thead>
        <tr>
          <td className={cell} />
          <th scope="col" className={`${cell} label-caps text-start`}>
            {t('compare.before')}
          </th>
          <th scope="col" className={`${cell} label-caps text-start`}>
            {t('compare.after')}
          </th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row" className={`${cell} text-start font-normal text-ink`}>
            {t('compare.alike')}
          </th>
          {alike.map((count, i) => (
            <td key={i} className={`${cell} text-ink tabular-nums`}>
              {t('compare.alikeOf', count)}
            </td>
          ))}
        </tr>
        <tr>
          <th scope="row" className={`${cell} text-start font-normal text-ink`}>
            {t('compare.agreement')}
          </th>
          <td className={cell}>{way(before)}</td>
          <td className={cell}>{way(after)}</td>
        </tr>
      </tbody>
    </table>
  )
}
