'use client'

import type { ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classNames } from './class-names'

/** What every field takes: its label, a line of help under it, and the error that takes the help's place. */
export interface FieldTexts {
  label: string
  /** Hides the label from sight (it is still spoken). Only where the place says plainly what the field is. */
  isLabelHidden?: boolean
  help?: ReactNode
  /** What is wrong and what to do; present means invalid. */
  error?: string | null
  className?: string
}

/** The look of an input's box, shared by all fields. */
export const controlClasses = classNames(
  'w-full min-w-0 rounded-md border border-rule-strong bg-paper-raised px-3 text-[0.9375rem] text-ink placeholder:text-ink-muted',
  'data-hovered:border-ink-muted data-invalid:border-danger data-disabled:opacity-55 transition-colors duration-100',
  'outline-none data-focused:border-focus data-focused:outline-2 data-focused:-outline-offset-1 data-focused:outline-focus',
)

/** The outer stack of a field. */
export const fieldClasses = 'flex flex-col gap-1.5'

/** The label line of a field, with "required" in words where it is. */
export function FieldLabel({
  label,
  isLabelHidden,
  isRequired,
}: {
  label: string
  isLabelHidden?: boolean
  isRequired?: boolean
}) {
  const t = useTranslations('ui')
  return (
    <Label className={isLabelHidden ? 'sr-only' : 'flex items-baseline gap-2 text-sm font-medium text-ink'}>
      {label}
      {isRequired && <span className="text-xs font-normal text-ink-muted">{t('required')}</span>}
    </Label>
  )
}

/** The help or the error below a field. */
export function FieldNote({ help, error }: { help?: ReactNode; error?: string | null }) {
  return (
    <>
      {help && !error && (
        <Text slot="description" className="text-[0.8125rem] text-ink-muted">
          {help}
        </Text>
      )}
      <FieldError className="text-[0.8125rem] text-danger">{error ?? undefined}</FieldError>
    </>
  )
}
