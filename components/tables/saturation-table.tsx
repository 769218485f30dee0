'use client'

import { useFormatter, useTranslations } from 'use-intl'
import { Table, type TableColumn } from '@/components/ui/table'
import type { OpenedCell } from '@/lib/browser/analysis/table-choice'
import type { SaturationCurve } from '@/lib/schemas/analysis'

type Step = SaturationCurve['steps'][number]

/** Documents in the order in which they were coded, with the tags that each brought. A row opens its excerpts. */
export function SaturationTable({
  steps,
  onOpen,
}: {
  steps: readonly Step[]
  onOpen: (cell: OpenedCell, title: string) => void
}) {
  const t = useTranslations('tables')
  const format = useFormatter()
  const figure = (id: 'annotations' | 'tags' | 'added' | 'known'): TableColumn<Step> => ({
    id,
    label: t(`step.${id}`),
    align: 'end',
    cell: (step) => format.number(step[id]),
  })
  return (
    <Table
      label={t('kind.saturation')}
      isDense
      rows={steps}
      rowKey={({ documentId }) => documentId}
      onOpen={(key) => {
        const step = steps.find(({ documentId }) => documentId === key)
        if (step) onOpen({ column: { id: step.documentId } }, step.title)
      }}
      columns={[
        {
          id: 'place',
          label: t('step.place'),
          align: 'end',
          className: 'w-12',
          cell: (step) => format.number(steps.indexOf(step) + 1),
        },
        {
          id: 'document',
          label: t('step.document'),
          isRowHeader: true,
          className: 'min-w-36',
          cell: ({ title }) => (
            <bdi className="text-accent underline-offset-4 group-data-hovered:underline">{title}</bdi>
          ),
        },
        {
          id: 'codedAt',
          label: t('step.codedAt'),
          className: 'max-sm:hidden',
          cell: ({ codedAt }) => format.dateTime(new Date(codedAt), { dateStyle: 'medium' }),
        },
        figure('annotations'),
        figure('tags'),
        figure('added'),
        figure('known'),
      ]}
    />
  )
}
