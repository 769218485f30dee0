'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { DialogActions } from '@/components/ui/dialog'
import { Form } from '@/components/ui/form'
import { FormFailure } from '@/components/ui/form-failure'
import { ListItem } from '@/components/ui/list-item'
import { Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { useSubmission } from '@/lib/browser/use-submission'
import { ownValue } from '@/lib/domain/own-value'
import type { Case, CaseChange } from '@/lib/schemas/case'
import type { Attribute } from '@/lib/schemas/document'

export interface CaseFormProps {
  /** The case to change; without it one is made. */
  row?: Pick<Case, 'name' | 'description' | 'attributes' | 'version'>
  attributes: readonly Attribute[]
  onSave: (change: CaseChange) => Promise<unknown>
  onCancel: () => void
}

/** What a case says of itself: name, description and the values of its attributes. */
export function CaseForm({ row, attributes, onSave, onCancel }: CaseFormProps) {
  const t = useTranslations('cases.form')
  const stored = (key: string) => String(ownValue(row?.attributes ?? {}, key) ?? '')
  const [name, setName] = useState(row?.name ?? '')
  const [description, setDescription] = useState(row?.description ?? '')
  const [values, setValues] = useState<Record<string, string>>({})
  const submission = useSubmission(
    async () => {
      const changed = Object.entries(values).filter(([key, value]) => value !== stored(key))
      const change = {
        ...(name.trim() !== row?.name && { name: name.trim() }),
        ...(description !== (row?.description ?? '') && { description }),
        ...(changed.length > 0 && {
          attributes: Object.fromEntries(changed.map(([key, value]) => [key, value === '' ? null : value])),
        }),
      }
      // Nothing was changed, so that nothing is to be told.
      if (row && Object.keys(change).length === 0) return onCancel()
      await onSave({ ...(row && { version: row.version }), ...change })
    },
    { name: name.trim() === '' && t('nameNeeded') },
  )
  return (
    <Form submission={submission} className="flex flex-col gap-4">
      <TextField
        label={t('name')}
        value={name}
        onChange={setName}
        maxLength={200}
        isRequired
        error={submission.errorOf('name') ?? undefined}
        // eslint-disable-next-line jsx-a11y/no-autofocus -- a dialog that asks for a name
        autoFocus={row === undefined}
      />
      {attributes.length > 0 && (
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          {attributes.map((attribute) => (
            <ValueField
              key={attribute.id}
              attribute={attribute}
              value={values[attribute.key] ?? stored(attribute.key)}
              onChange={(value) => setValues({ ...values, [attribute.key]: value })}
              error={submission.errorOf(`attributes.${attribute.key}`) ?? undefined}
            />
          ))}
        </div>
      )}
      <TextArea
        label={t('description')}
        value={description}
        onChange={setDescription}
        error={submission.errorOf('description') ?? undefined}
      />
      <FormFailure failure={submission.failure} />
      <DialogActions>
        <Button onPress={onCancel}>{t('cancel')}</Button>
        <Button type="submit" tone="primary" isPending={submission.isPending}>
          {t(row ? 'save' : 'make')}
        </Button>
      </DialogActions>
    </Form>
  )
}

const none = 'none'

function ValueField({
  attribute: { label, type, choices },
  value,
  onChange,
  error,
}: {
  attribute: Attribute
  value: string
  onChange: (value: string) => void
  error: string | undefined
}) {
  const t = useTranslations('documents.table')
  if (type !== 'boolean' && type !== 'choice')
    return (
      <TextField
        label={label}
        value={value}
        onChange={onChange}
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
      onChange={(chosen) => onChange(chosen === none ? '' : String(chosen).replace(/^=/, ''))}
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
