'use client'

import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import {
  parseAttributeValue,
  presentAttributeValue,
  type AttributeValue,
} from '@/lib/domain/documents/attribute-values'
import { valueOf } from '@/lib/domain/documents/arrange-documents'
import type { Attribute, Document } from '@/lib/schemas/document'
import { InlineInput } from './inline-input'
import { spokenHere } from '@/lib/browser/spoken'
import { valueFault } from '@/lib/schemas/value-fault'

export interface EditableValueProps {
  document: Document
  attribute: Attribute
  /** Saves another value (null: not given); null where this person may not. */
  onChange: ((value: AttributeValue) => Promise<void>) | null
}

/** A document's value of an attribute, edited where it stands according to its type. */
export function EditableValue({ document, attribute, onChange }: EditableValueProps) {
  const t = useTranslations('documents.table')
  const locale = useLocale()
  const [isEditing, setEditing] = useState(false)
  const value = valueOf(document, attribute.key)
  const text = presentAttributeValue(attribute, value, locale, { yes: t('yes'), no: t('no') })
  const names = { attribute: attribute.label, title: document.title }
  if (onChange === null)
    return (
      <span dir="auto" title={text} className="line-clamp-2">
        {text || <Nothing />}
      </span>
    )
  if (!isEditing)
    return (
      <button
        type="button"
        dir="auto"
        aria-label={text === '' ? t('editMissing', names) : t('edit', { ...names, value: text })}
        onClick={() => setEditing(true)}
        className="-mx-1.5 line-clamp-2 min-h-6 pointer-coarse:min-h-11 w-[calc(100%+0.75rem)] rounded-sm px-1.5 text-start focus-ring group-hover:bg-paper-raised hover:outline-1 hover:outline-rule-strong in-[.text-end]:text-end"
      >
        {text || <Nothing />}
      </button>
    )
  return (
    <InlineInput
      label={t('editing', names)}
      value={value === null ? '' : String(value)}
      choices={choicesOf(attribute, { yes: t('yes'), no: t('no'), none: t('notGiven') })}
      placeholder={attribute.type === 'date' ? t('datePattern') : undefined}
      inputMode={attribute.type === 'number' ? 'decimal' : 'text'}
      onDone={() => setEditing(false)}
      onSave={async (typed) => {
        const parsed = parseAttributeValue(attribute, typed)
        if (!parsed.ok) throw new Error(spokenHere(valueFault(parsed.fault)))
        await onChange(parsed.value)
      }}
    />
  )
}

const Nothing = () => <span className="text-ink-muted">–</span>

function choicesOf({ type, choices }: Attribute, words: { yes: string; no: string; none: string }) {
  const none = { value: '', label: words.none }
  if (type === 'boolean') return [none, { value: 'true', label: words.yes }, { value: 'false', label: words.no }]
  if (type === 'choice') return [none, ...choices.map((choice) => ({ value: choice, label: choice }))]
  return undefined
}
