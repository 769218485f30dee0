'use client'

import { useFormatter, useTranslations } from 'use-intl'
import { Checkbox } from '@/components/ui/checkbox'
import { ListItem } from '@/components/ui/list-item'
import { Select } from '@/components/ui/select'
import type { Attribute, AttributeFill, MadeColumns } from '@/lib/schemas/document'

interface ColumnProposalsProps {
  plan: AttributeFill
  make: MadeColumns
  onMake: (make: MadeColumns) => void
}

const types = ['text', 'date', 'number', 'choice', 'boolean'] as const

/** Columns of a sheet that are no attribute yet: each can become one, of the kind that its values look like or another. */
export function ColumnProposals({ plan, make, onMake }: ColumnProposalsProps) {
  const t = useTranslations('documents.fill')
  const kinds = useTranslations('documents.attributes.types')
  // A column that is made leaves the proposals of the next look; it stays here with its kind.
  const made = make.map(({ column, type }) => ({
    column,
    type,
    of: plan.made.find(({ label }) => label === column.normalize('NFC').trim().slice(0, 120)),
  }))
  const open = plan.proposals.filter(
    ({ column, filled }, i) =>
      filled > 0 &&
      plan.proposals.findIndex((one) => one.column === column) === i &&
      !make.some((one) => one.column === column),
  )
  if (made.length + open.length === 0) return null
  const put = (column: string, type: Attribute['type'] | null) =>
    onMake(
      type === null
        ? make.filter((one) => one.column !== column)
        : [...make.filter((one) => one.column !== column), { column, type }],
    )
  return (
    <section aria-label={t('columns')} className="flex flex-col gap-2 rounded-md border border-rule bg-paper px-4 py-3">
      <h3 className="font-sans text-sm font-medium text-ink">{t('columns')}</h3>
      <p className="text-[0.8125rem] text-ink-muted">{t('columnsHelp')}</p>
      <ul className="flex flex-col divide-y divide-rule">
        {made.map(({ column, type, of }) => (
          <MadeColumn key={column} column={column} type={type} choices={of?.choices ?? []} onPut={put} />
        ))}
        {open.map(({ column, type, examples }) => (
          <li key={column} className="py-2">
            <Checkbox
              isSelected={false}
              onChange={() => put(column, type)}
              aria-label={t('makeColumn', { column })}
              className="min-w-0"
            >
              <span className="min-w-0">
                <bdi className="text-ink">{column}</bdi>{' '}
                <span className="text-[0.8125rem] text-ink-muted">{t('looksLike', { kind: kinds(type) })}</span>
                <span dir="auto" className="block truncate text-[0.8125rem] text-ink-muted">
                  {examples.join(' · ')}
                </span>
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface MadeColumnProps {
  column: string
  type: Attribute['type']
  choices: readonly string[]
  /** Makes the column an attribute of that kind; none with null. */
  onPut: (column: string, type: Attribute['type'] | null) => void
}

/** A column that becomes an attribute, with its kind. */
function MadeColumn({ column, type, choices, onPut }: MadeColumnProps) {
  const t = useTranslations('documents.fill')
  const kinds = useTranslations('documents.attributes.types')
  const format = useFormatter()
  return (
    <li className="grid grid-cols-1 items-center gap-x-4 gap-y-1 py-2 sm:grid-cols-[minmax(0,1fr)_11rem]">
      <Checkbox
        isSelected
        onChange={() => onPut(column, null)}
        aria-label={t('makeColumn', { column })}
        className="min-w-0"
      >
        <span className="min-w-0">
          <bdi className="text-ink">{column}</bdi>
          {choices.length > 0 && (
            <span dir="auto" className="block truncate text-[0.8125rem] text-ink-muted">
              {t('choicesOf', { count: choices.length, choices: format.list(choices.slice(0, 6)) })}
            </span>
          )}
        </span>
      </Checkbox>
      <Select
        label={t('kindOf', { column })}
        isLabelHidden
        value={type}
        onChange={(key) => onPut(column, types.find((one) => one === key) ?? type)}
      >
        {types.map((one) => (
          <ListItem key={one} id={one}>
            {kinds(one)}
          </ListItem>
        ))}
      </Select>
    </li>
  )
}
