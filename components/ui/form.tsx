'use client'

import { useEffect, useRef, type ReactNode } from 'react'
import { Form as AriaForm } from 'react-aria-components'
import { focusFirstInvalid } from './focus-first-invalid'

export interface FormProps {
  /** What the form does, from `useSubmission`. */
  submission: { failed: number; submit: () => Promise<void> }
  className?: string
  children: ReactNode
}

/** A form that is sent by Enter or its button. After an attempt that failed the focus goes to the first field that is wrong, which says what to do. */
export function Form({ submission: { failed, submit }, className, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (failed > 0) focusFirstInvalid(form.current)
  }, [failed])
  return (
    <AriaForm
      ref={form}
      validationBehavior="aria"
      className={className}
      onSubmit={(event) => (event.preventDefault(), void submit())}
    >
      {children}
    </AriaForm>
  )
}
