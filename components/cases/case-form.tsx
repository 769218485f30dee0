'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { DialogActions } from '@/components/ui/dialog'
import { Form } from '@/components/ui/form'
import { FormFailure } from '@/components/ui/form-failure'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { useSubmission } from '@/lib/browser/use-submission'
import type { CaseCreate } from '@/lib/schemas/case'
import type { Attribute } from '@/lib/schemas/document'
import { CaseValueField } from './case-value-field'

export interface CaseFormProps {
  attributes: readonly Attribute[]
  onSave: (made: Omit<CaseCreate, 'parts'>) => Promise<unknown>
  onCancel: () => void
}

/** A new case, with what it says of itself: name, description and the values of its attributes. */
export function CaseForm({ attributes, onSave, onCancel }: CaseFormProps) {
  const t = useTranslations('cases.form')
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [values, setValues] = useState<Record<string, string>>({})
  const submission = useSubmission(
    () =>
      onSave({
        name: name.trim(),
        description,
        attributes: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')),
      }),
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
        autoFocus
      />
      {attributes.length > 0 && (
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          {attributes.map((attribute) => (
            <CaseValueField
              key={attribute.id}
              attribute={attribute}
              value={values[attribute.key] ?? ''}
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
          {t('make')}
        </Button>
      </DialogActions>
    </Form>
  )
}
