'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Form } from '@/components/ui/form'
import { FormFailure } from '@/components/ui/form-failure'
import { Button } from '@/components/ui/button'
import { ListItem } from '@/components/ui/list-item'
import { Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { useSubmission } from '@/lib/browser/use-submission'
import { attributeKey } from '@/lib/domain/documents/attribute-key'
import type { Attribute } from '@/lib/schemas/document'

export interface AttributeFormProps {
  /** The attribute to change; without it a new one is made. */
  attribute?: Attribute
  /** Keys that a new one cannot have. */
  taken: readonly string[]
  onSave: (input: { key: string; label: string; type: Attribute['type']; choices?: string[] }) => Promise<void>
  onCancel?: () => void
}

const types = ['text', 'date', 'number', 'choice', 'boolean'] as const

/** Name, type and, for a choice, the list. The type of an attribute stays what it was made with. */
export function AttributeForm({ attribute, taken, onSave, onCancel }: AttributeFormProps) {
  const t = useTranslations('documents.attributes')
  const ui = useTranslations('ui')
  const [label, setLabel] = useState(attribute?.label ?? '')
  const [type, setType] = useState<Attribute['type']>(attribute?.type ?? 'text')
  const [choices, setChoices] = useState(attribute?.choices.join('\n') ?? '')
  const submission = useSubmission(
    async () => {
      const list = [
        ...new Set(
          choices
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean),
        ),
      ]
      await onSave({
        key: attribute?.key ?? attributeKey(label, taken),
        label: label.trim(),
        type,
        ...(type === 'choice' && { choices: list }),
      })
      onCancel?.()
    },
    { label: label.trim() === '' && t('nameNeeded') },
  )
  const { isPending, failure, errorOf } = submission
  return (
    <Form submission={submission} className="flex flex-col gap-3">
      <FormFailure failure={failure} />
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-[minmax(0,1fr)_12rem]">
        <TextField
          label={t('name')}
          placeholder={t('namePlaceholder')}
          value={label}
          onChange={setLabel}
          error={errorOf('label') ?? errorOf('key')}
        />
        {attribute === undefined && (
          <Select
            label={t('type')}
            value={type}
            onChange={(key) => setType(types.find((one) => one === key) ?? 'text')}
          >
            {types.map((one) => (
              <ListItem key={one} id={one}>
                {t(`types.${one}`)}
              </ListItem>
            ))}
          </Select>
        )}
      </div>
      {type === 'choice' && (
        <TextArea
          label={t('choices')}
          help={t('choicesHelp')}
          value={choices}
          onChange={setChoices}
          error={errorOf('choices')}
        />
      )}
      <div className="flex gap-2">
        <Button type="submit" size="small" isPending={isPending}>
          {t(attribute ? 'save' : 'addAction')}
        </Button>
        {onCancel && (
          <Button size="small" tone="plain" onPress={onCancel}>
            {ui('cancel')}
          </Button>
        )}
      </div>
    </Form>
  )
}
