'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { ProblemError } from '@/lib/browser/api'
import { ownValue } from '@/lib/domain/own-value'
import type { Case, CaseChange } from '@/lib/schemas/case'
import type { Attribute } from '@/lib/schemas/document'
import { CaseValueField } from './case-value-field'

interface CaseFieldsProps {
  row: Pick<Case, 'name' | 'description' | 'attributes'>
  attributes: readonly Attribute[]
  /** Stores what one field says now. Rejects with a ProblemError where that is refused. */
  onSave: (change: CaseChange) => Promise<unknown>
}

/** What a case says of itself, to be changed: a field is stored as soon as one leaves it, as everything else on the case's sheet is. */
export function CaseFields({ row, attributes, onSave }: CaseFieldsProps) {
  const t = useTranslations('cases.form')
  const name = useLeaving(row.name, async (typed) => {
    if (typed.trim() === '') throw new Error(t('nameNeeded'))
    await onSave({ name: typed.trim() })
  })
  const description = useLeaving(row.description, (typed) => onSave({ description: typed }))
  return (
    <div className="flex flex-col gap-4">
      <TextField label={t('name')} maxLength={200} isRequired {...name} />
      {attributes.length > 0 && (
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          {attributes.map((attribute) => (
            <OneValue key={attribute.id} attribute={attribute} row={row} onSave={onSave} />
          ))}
        </div>
      )}
      <TextArea label={t('description')} {...description} />
    </div>
  )
}

function OneValue({ attribute, row, onSave }: Omit<CaseFieldsProps, 'attributes'> & { attribute: Attribute }) {
  const { key } = attribute
  const { onChosen, ...field } = useLeaving(String(ownValue(row.attributes, key) ?? ''), (typed) =>
    onSave({ attributes: { [key]: typed === '' ? null : typed } }),
  )
  return <CaseValueField attribute={attribute} {...field} onChosen={onChosen} />
}

/** A field that is stored when one leaves it, and when it goes away; while that is refused it says why and keeps what was typed. */
function useLeaving(stored: string, save: (typed: string) => Promise<unknown>) {
  const [typed, setTyped] = useState<string | null>(null)
  const [error, setError] = useState<string>()
  const sending = useRef<string>(null)
  const send = async (value: string | null) => {
    if (value === null || value === stored) return setTyped(null)
    // Left, and then gone: it is on its way already.
    if (value === sending.current) return
    sending.current = value
    try {
      await save(value)
      // What was typed meanwhile stays.
      setTyped((now) => (now === value ? null : now))
    } catch (refusal) {
      if (!(refusal instanceof Error)) throw refusal
      setError(refusal instanceof ProblemError ? (refusal.errors[0]?.message ?? refusal.message) : refusal.message)
    } finally {
      sending.current = null
    }
  }
  const leave = useEffectEvent(() => void send(typed))
  useEffect(() => () => leave(), [])
  return {
    value: typed ?? stored,
    error,
    onChange: (value: string) => {
      setError(undefined)
      setTyped(value)
    },
    onBlur: () => void send(typed),
    /** Of a list: choosing is leaving. */
    onChosen: (value: string) => {
      setTyped(value)
      void send(value)
    },
  }
}
