'use client'

import { ownValue } from '@/lib/domain/own-value'
import { X } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import { useLocale, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { presentAttributeValue } from '@/lib/domain/documents/attribute-values'
import type { Arrangement, Condition } from '@/lib/domain/documents/arrange-documents'
import type { Attribute } from '@/lib/schemas/document'

export interface FilterChipsProps {
  attributes: readonly Attribute[]
  conditions: Arrangement['conditions']
  onChange: (conditions: Arrangement['conditions']) => void
}

/** The filters in force, each to be taken away by a press. */
export function FilterChips({ attributes, conditions, onChange }: FilterChipsProps) {
  const t = useTranslations('documents.table')
  const locale = useLocale()
  const active = attributes.flatMap((attribute) => {
    const condition = ownValue(conditions, attribute.key)
    return condition ? [{ attribute, condition }] : []
  })
  if (active.length === 0) return null
  const words = (attribute: Attribute, condition: Condition): string => {
    if (condition.kind === 'missing') return t('isNotGiven')
    if (condition.kind === 'is')
      return presentAttributeValue(attribute, condition.value, locale, { yes: t('yes'), no: t('no') })
    return `${condition.from ?? '…'} – ${condition.to ?? '…'}`
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      {active.map(({ attribute, condition }) => (
        <AriaButton
          key={attribute.key}
          onPress={() => onChange(without(conditions, attribute.key))}
          className="inline-flex max-w-72 items-center gap-1.5 rounded-full border border-rule bg-paper-raised py-0.5 ps-2.5 pe-2 text-[0.8125rem] focus-ring data-hovered:border-rule-strong pointer-coarse:min-h-9"
        >
          <span className="text-ink-muted">{attribute.label}</span>
          <span dir="auto" className="truncate">
            {words(attribute, condition)}
          </span>
          <X aria-hidden className="size-3.5 shrink-0 text-ink-muted" />
        </AriaButton>
      ))}
      <Button size="small" tone="plain" onPress={() => onChange({})}>
        {t('clearFilters')}
      </Button>
    </div>
  )
}

/** The conditions but the one on `key`. */
export function without(conditions: Arrangement['conditions'], key: string): Arrangement['conditions'] {
  return Object.fromEntries(Object.entries(conditions).filter(([one]) => one !== key))
}
