'use client'

import { useTranslations } from 'use-intl'
import { ListItem } from '@/components/ui/list-item'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { Attribute } from '@/lib/schemas/document'

export interface CaseValueFieldProps {
  attribute: Attribute
  value: string
  onChange: (value: string) => void
  onBlur?: () => void
  /** Where a value is chosen from a list and not typed; by default `onChange`. */
  onChosen?: (value: string) => void
  error: string | undefined
}

const none = 'none'

/** A case's value of an attribute, typed or chosen as its type has it. */
export function CaseValueField({
  attribute: { label, type, choices },
  value,
  onChange,
  onBlur,
  onChosen = onChange,
  error,
}: CaseValueFieldProps) {
  const t = useTranslations('documents.table')
  if (type !== 'boolean' && type !== 'choice')
    return (
      <TextField
        label={label}
        value={value}
        onChange={onChange}
        onBlur={onBlur}
        error={error}
        placeholder={type === 'date' ? t('datePattern') : undefined}
        inputMode={type === 'number' ? 'decimal' : 'text'}
      />
    )
  const offered =
    type === 'boolean'
      ? [
          { id: 'true', name: t('yes') },
          { id: 'false', name: t('no') },
        ]
      : choices.map((choice) => ({ id: `=${choice}`, name: choice }))
  const key = value === '' ? none : type === 'choice' ? `=${value}` : value
  return (
    <Select
      label={label}
      value={key}
      onChange={(chosen) => onChosen(chosen === none ? '' : String(chosen).replace(/^=/, ''))}
      error={error}
    >
      {[{ id: none, name: t('notGiven') }, ...offered].map((one) => (
        <ListItem key={one.id} id={one.id}>
          {one.name}
        </ListItem>
      ))}
    </Select>
  )
}
