'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { Checkbox } from '@/components/ui/checkbox'

export interface Coder {
  id: string
  name: string
  role: 'lead' | 'coder'
}

export interface CoderChoiceProps {
  label: string
  help?: string
  coders: readonly Coder[]
  chosen: readonly string[]
  onChange: (ids: string[]) => void
  error?: string | null
}

/** The people who get the documents: leads and coders, for nobody else may code. */
export function CoderChoice({ label, help, coders, chosen, onChange, error }: CoderChoiceProps) {
  const t = useTranslations('rounds.form')
  const noteId = useId()
  return (
    <fieldset
      aria-describedby={help || error ? noteId : undefined}
      data-invalid={error ? true : undefined}
      className="flex flex-col gap-2"
    >
      <legend className="mb-2 text-sm font-medium text-ink">{label}</legend>
      <ul aria-label={label} className="grid grid-cols-1 gap-x-8 gap-y-2 sm:grid-cols-2">
        {coders.map(({ id, name, role }) => (
          <li key={id} className="flex">
            <Checkbox
              isSelected={chosen.includes(id)}
              onChange={(isSelected) => onChange(isSelected ? [...chosen, id] : chosen.filter((other) => other !== id))}
              className="min-w-0"
            >
              <span className="min-w-0">
                <bdi>{name}</bdi> <span className="text-[0.8125rem] text-ink-muted">{t(`roleOf.${role}`)}</span>
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
      {help && !error && (
        <p id={noteId} className="text-[0.8125rem] text-ink-muted">
          {help}
        </p>
      )}
      {error && (
        <p id={noteId} role="alert" className="text-[0.8125rem] text-danger">
          {error}
        </p>
      )}
    </fieldset>
  )
}
