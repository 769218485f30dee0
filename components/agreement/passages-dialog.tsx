'use client'

import { ArrowUpRight } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import { TagLink } from '@/components/codebook/tag-link'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import type { AgreementChoice } from '@/lib/browser/agreement/agreement-choice'
import { usePassages, type ChosenCell, type CoderPair } from '@/lib/browser/agreement/use-agreement'
import { senseOf } from '@/lib/domain/agreement/study/confusion-sense'
import type { ConfusedPassageRow } from '@/lib/schemas/agreement'

interface PassagesDialogProps {
  projectId: string
  choice: AgreementChoice
  /** Whose passages: two coders, the first for the rows, or null for every pair. */
  pair: { ids: CoderPair; names: CoderPair } | null
  cell: ChosenCell
  nameOf: (tagId: string) => string
  tags: readonly { id: string; name: string; colour: string; path?: string[] }[]
  onClose: () => void
}

/** The passages behind a cell of the confusion table, each with who chose what and the way to its place. */
export function PassagesDialog({ projectId, choice, pair, cell, tags, nameOf, onClose }: PassagesDialogProps) {
  const t = useTranslations('agreement.passages')
  const about = useTranslations('agreement.confusion')
  const passages = usePassages(projectId, choice, pair?.ids ?? null, cell)
  const items = passages.data?.pages.flatMap((page) => page.items) ?? []
  const total = passages.data?.pages[0]?.total ?? 0
  const [row, column] = [nameOf(cell.row), nameOf(cell.column)]
  const sense = senseOf({
    row: cell.row === 'none' ? null : cell.row,
    column: cell.column === 'none' ? null : cell.column,
  })
  const title =
    sense === 'neither' ? t('neither') : sense === 'shared' ? t('same', { tag: row }) : t('title', { row, column })
  return (
    <Dialog
      title={title}
      lede={
        passages.isSuccess &&
        `${about(`sense.${sense}`, { row, column, of: pair ? 'pair' : 'all', first: pair?.names[0] ?? '', second: pair?.names[1] ?? '' })} ${t('total', { count: total })}`
      }
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="wide"
    >
      <p className="flex flex-wrap items-center gap-1.5 text-[0.8125rem] text-ink-muted">
        {t('allOf')}
        {tags
          .filter((tag) => tag.id === cell.row || tag.id === cell.column)
          .map((tag) => (
            <TagLink key={tag.id} tag={tag} />
          ))}
      </p>
      {passages.isError && items.length === 0 ? (
        <ErrorState onRetry={() => void passages.refetch()}>{passages.error.message}</ErrorState>
      ) : passages.isPending ? (
        <Skeleton lines={6} />
      ) : items.length === 0 ? (
        <p className="py-6 text-ink-muted">{t('none')}</p>
      ) : (
        <ol aria-label={t('list')} className="flex flex-col divide-y divide-rule border-y border-rule">
          {items.map((passage) => (
            <Passage
              key={`${passage.documentId} ${passage.start}`}
              projectId={projectId}
              passage={passage}
              tags={[cell.row === 'none' ? null : row, cell.column === 'none' ? null : column]}
            />
          ))}
        </ol>
      )}
      {passages.hasNextPage && (
        <Button
          className="self-center"
          isPending={passages.isFetchingNextPage}
          onPress={() => void passages.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </Dialog>
  )
}

function Passage({
  projectId,
  passage,
  tags: [row, column],
}: {
  projectId: string
  passage: ConfusedPassageRow
  tags: [row: string | null, column: string | null]
}) {
  const t = useTranslations('agreement.passages')
  const format = useFormatter()
  const names = (people: readonly { name: string }[]) => format.list(people.map(({ name }) => name))
  const { documentId, documentTitle, quote, start, end, annotationId } = passage
  const isUntagged = ({ id }: { id: string }) => passage.untagged.some((one) => one.id === id)
  const side = (tag: string | null, people: ConfusedPassageRow['row']) =>
    tag === null
      ? ([
          [t('untagged'), people.filter(isUntagged)],
          [t('further'), people.filter((one) => !isUntagged(one))],
        ] as const)
      : ([[tag, people]] as const)
  // In common: of a named pair the one stands in the row and the other in the column.
  const both = [...passage.row, ...passage.column.filter(({ id }) => !passage.row.some((one) => one.id === id))]
  const sides = (
    row === column ? side(row, both) : [...side(row, passage.row), ...side(column, passage.column)]
  ).filter(([, people]) => people.length > 0)
  const href = `/projects/${projectId}/documents/${documentId}${annotationId === null ? '' : `?annotation=${annotationId}`}`
  return (
    <li className="flex flex-col gap-2 py-4">
      <blockquote
        dir="auto"
        className="line-clamp-6 font-serif text-[1.0625rem] leading-[1.6] text-pretty whitespace-pre-line text-ink"
      >
        {quote}
        {quote.length < end - start && <span className="text-ink-muted"> … {t('cut')}</span>}
      </blockquote>
      <p className="flex flex-wrap gap-x-5 gap-y-1 text-[0.8125rem] text-ink-muted">
        {sides.map(([tag, people]) => (
          <span key={tag}>{t('who', { tag, names: names(people) })}</span>
        ))}
        <cite dir="auto" className="font-serif">
          {documentTitle}
        </cite>
        <Link
          href={href}
          className="inline-flex items-center gap-0.5 rounded-sm text-accent underline-offset-4 focus-ring data-hovered:underline"
        >
          {t('open')}
          <ArrowUpRight aria-hidden className="size-3.5 rtl:-scale-x-100" />
        </Link>
      </p>
    </li>
  )
}
