'use client'

import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'

export interface FormErrorSummaryProps {
  /** What is wrong, in the order of the fields; `fieldId` is the id of the input to jump to. Empty: nothing is shown. */
  errors: readonly { message: string; fieldId?: string }[]
}

/** Above a form after a failed attempt: all that needs attention, each a link to its field. Takes the focus, and so is read out. */
export function FormErrorSummary({ errors }: FormErrorSummaryProps) {
  const t = useTranslations('ui')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (errors.length > 0) box.current?.focus()
  }, [errors])
  if (errors.length === 0) return null
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="rounded-md border border-danger bg-danger-soft px-4 py-3 text-sm text-ink focus-ring"
    >
      <p className="font-medium text-danger">{t('notSaved', { count: errors.length })}</p>
      <ul className="mt-1 list-disc ps-5">
        {errors.map(({ message, fieldId }) => (
          <li key={`${fieldId ?? ''}${message}`}>
            {fieldId ? (
              <a href={`#${fieldId}`} className="underline underline-offset-4">
                {message}
              </a>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
