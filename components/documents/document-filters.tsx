'use client'

import { ownValue } from '@/lib/domain/own-value'
import { useLocale, useTranslations } from 'use-intl'
import { ListItem } from '@/components/ui/list-item'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { presentAttributeValue } from '@/lib/domain/documents/attribute-values'
import { countValues, type Arrangement, type Condition } from '@/lib/domain/documents/arrange-documents'
import type { Attribute, Document } from '@/lib/schemas/document'
import { without } from './filter-chips'

export interface DocumentFiltersProps {
  documents: readonly Document[]
  attributes: readonly Attribute[]
  conditions: Arrangement['conditions']
  onChange: (conditions: Arrangement['conditions']) => void
}

/** A filter for each attribute: a range for dates and numbers, a choice among the values there are for the others. */
export function DocumentFilters({ documents, attributes, conditions, onChange }: DocumentFiltersProps) {
  return (
    <div className="flex flex-col gap-4">
      {attributes.map((attribute) => {
        const props = {
          attribute,
          condition: ownValue(conditions, attribute.key),
          onChange: (condition: Condition | null) =>
            onChange(condition ? { ...conditions, [attribute.key]: condition } : without(conditions, attribute.key)),
        }
        return attribute.type === 'date' || attribute.type === 'number' ? (
          <RangeFilter key={attribute.id} {...props} />
        ) : (
          <ValueFilter key={attribute.id} documents={documents} {...props} />
        )
      })}
    </div>
  )
}

interface FilterProps {
  attribute: Attribute
  condition: Condition | undefined
  onChange: (condition: Condition | null) => void
}

function RangeFilter({ attribute, condition, onChange }: FilterProps) {
  const t = useTranslations('documents.table')
  const range = condition?.kind === 'range' ? condition : { kind: 'range' as const, from: undefined, to: undefined }
  const set = (side: 'from' | 'to') => (text: string) => {
    const next = { kind: 'range' as const, from: range.from, to: range.to, [side]: text.trim() || undefined }
    onChange(next.from === undefined && next.to === undefined ? null : next)
  }
  const pattern = attribute.type === 'date' ? t('monthPattern') : undefined
  return (
    <fieldset className="grid grid-cols-2 gap-x-3 gap-y-1.5">
      <legend className="col-span-2 mb-1.5 text-sm font-medium">{attribute.label}</legend>
      <TextField
        label={`${attribute.label}: ${t('from')}`}
        isLabelHidden
        placeholder={pattern ?? t('from')}
        value={range.from ?? ''}
        onChange={set('from')}
      />
      <TextField
        label={`${attribute.label}: ${t('to')}`}
        isLabelHidden
        placeholder={pattern ?? t('to')}
        value={range.to ?? ''}
        onChange={set('to')}
      />
    </fieldset>
  )
}

// A list longer than this is not chosen from but searched: the box above the table does that.
const longest = 300

function ValueFilter({ documents, attribute, condition, onChange }: FilterProps & { documents: readonly Document[] }) {
  const t = useTranslations('documents.table')
  const locale = useLocale()
  const values = countValues(documents, attribute, locale).slice(0, longest)
  const keyOf = (value: unknown) => `is:${JSON.stringify(value)}`
  const present =
    condition === undefined
      ? 'any'
      : condition.kind === 'missing'
        ? 'is:null'
        : condition.kind === 'is'
          ? keyOf(condition.value)
          : 'any'
  const choose = (key: string) => {
    const value = values.find((one) => keyOf(one.value) === key)?.value
    onChange(value === undefined ? null : value === null ? { kind: 'missing' } : { kind: 'is', value })
  }
  return (
    <Select label={attribute.label} value={present} onChange={(key) => choose(String(key))}>
      <ListItem id="any">{t('any')}</ListItem>
      {values.map(({ value, count }) => (
        <ListItem key={keyOf(value)} id={keyOf(value)}>
          {`${value === null ? t('notGiven') : presentAttributeValue(attribute, value, locale, { yes: t('yes'), no: t('no') })} (${count})`}
        </ListItem>
      ))}
    </Select>
  )
}
