'use client'

import { useFormatter, useLocale, useTranslations } from 'use-intl'
import { HiddenNote } from '@/components/ui/hidden-note'
import { Table, type TableColumn } from '@/components/ui/table'
import { presentAttributeValue } from '@/lib/domain/documents/attribute-values'
import { ownValue } from '@/lib/domain/own-value'
import type { Case } from '@/lib/schemas/case'
import type { Attribute } from '@/lib/schemas/document'

/** Cases with their attributes, and what their reader may know of how much belongs to each. */
export function CasesTable({
  cases,
  attributes,
  onOpen,
}: {
  cases: readonly Case[]
  attributes: readonly Attribute[]
  onOpen: (id: string) => void
}) {
  const t = useTranslations('cases')
  const format = useFormatter()
  const value = useValue()
  const columns: TableColumn<Case>[] = [
    {
      id: 'name',
      label: t('column.name'),
      isRowHeader: true,
      cell: ({ id, name }) => (
        <button
          type="button"
          dir="auto"
          onClick={() => onOpen(id)}
          className="min-h-6 rounded-sm text-start font-medium text-accent focus-ring hover:underline pointer-coarse:min-h-11"
        >
          {name}
        </button>
      ),
    },
    ...attributes.map((attribute): TableColumn<Case> => ({
      id: `attribute:${attribute.key}`,
      label: <span dir="auto">{attribute.label}</span>,
      align: attribute.type === 'number' ? 'end' : 'start',
      className: 'max-sm:hidden',
      cell: (row) => {
        const text = value(row, attribute)
        return text === '' ? <span className="text-ink-muted">–</span> : <span dir="auto">{text}</span>
      },
    })),
    {
      id: 'documents',
      label: t('column.documents'),
      align: 'end',
      cell: ({ counts }) => format.number(counts.documents),
    },
    {
      id: 'passages',
      label: t('column.passages'),
      align: 'end',
      cell: ({ counts, hidden }) => (
        <>
          {(counts.annotations > 0 || !hidden) && format.number(counts.annotations)}
          {hidden && <HiddenNote until={hidden} className="ms-auto max-w-28" />}
        </>
      ),
    },
  ]
  return <Table label={t('title')} columns={columns} rows={cases} rowKey={({ id }) => id} />
}

/** How a value of a case is read. */
export function useValue() {
  const words = useTranslations('documents.table')
  const locale = useLocale()
  return ({ attributes }: Pick<Case, 'attributes'>, attribute: Attribute): string =>
    presentAttributeValue(attribute, ownValue(attributes, attribute.key) ?? null, locale, {
      yes: words('yes'),
      no: words('no'),
    })
}
