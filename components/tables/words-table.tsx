'use client'

import { Link } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Table } from '@/components/ui/table'
import { mostWords } from '@/lib/browser/analysis/table-choice'
import { writeSearch } from '@/lib/browser/search/search-view'
import type { WordTable } from '@/lib/schemas/analysis'

interface WordsTableProps {
  projectId: string
  table: WordTable
  onMore: () => void
}

/** The most frequent words, each of which leads to the search for it. */
export function WordsTable({ projectId, table: { words, different, total }, onMore }: WordsTableProps) {
  const t = useTranslations('tables.words')
  const format = useFormatter()
  return (
    <>
      <Table
        label={t('label')}
        isDense
        className="max-w-2xl"
        rows={words}
        // A word may be called as a column is.
        rowKey={({ form }) => `word ${form}`}
        columns={[
          {
            id: 'place',
            label: t('place'),
            align: 'end',
            className: 'w-12',
            cell: (word) => format.number(words.indexOf(word) + 1),
          },
          {
            id: 'word',
            label: t('word'),
            isRowHeader: true,
            cell: ({ form }) => (
              <Link
                href={`/projects/${projectId}/search?${writeSearch({ ...plainSearch, q: form })}`}
                className="rounded-sm text-accent underline-offset-4 focus-ring data-hovered:underline pointer-coarse:inline-flex pointer-coarse:min-h-11 pointer-coarse:items-center"
              >
                <bdi>{form}</bdi>
              </Link>
            ),
          },
          { id: 'count', label: t('count'), align: 'end', cell: ({ count }) => format.number(count) },
          { id: 'documents', label: t('documents'), align: 'end', cell: ({ documents }) => format.number(documents) },
          {
            id: 'perThousand',
            label: t('perThousand'),
            align: 'end',
            cell: ({ count }) =>
              format.number((1000 * count) / total, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
          },
        ]}
      />
      {words.length < different && (
        <p className="mt-3 flex items-center gap-3 text-[0.8125rem] text-ink-muted">
          {t('shown', { shown: words.length, all: different })}
          {words.length < mostWords && (
            <Button size="small" onPress={onMore}>
              {t('more')}
            </Button>
          )}
        </p>
      )}
    </>
  )
}

/** A word as it was counted: no other forms of it. */
const plainSearch = { mode: 'words', case: false, accents: false, wholeWord: true, order: 'reading' } as const
