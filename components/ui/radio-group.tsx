'use client'

import type { ReactNode } from 'react'
import {
  Radio as AriaRadio,
  RadioGroup as AriaRadioGroup,
  type RadioGroupProps as AriaRadioGroupProps,
} from 'react-aria-components'
import { classNames } from './class-names'
import { FieldLabel, FieldNote, type FieldTexts } from './field'

export interface RadioGroupProps
  extends FieldTexts, Omit<AriaRadioGroupProps, 'className' | 'style' | 'children' | 'isInvalid'> {
  /** `<Radio value="...">` for each choice. */
  children: ReactNode
}

/** One of a few, all in sight. `<RadioGroup label="Who sees it" value={v} onChange={setV}><Radio value="SHARED">...</Radio></RadioGroup>` */
export function RadioGroup({ label, isLabelHidden, help, error, className, children, ...props }: RadioGroupProps) {
  return (
    <AriaRadioGroup
      {...props}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={classNames('group/radios flex flex-col gap-2', className)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={props.isRequired} />
      <div className="flex flex-col gap-2 group-data-[orientation=horizontal]/radios:flex-row group-data-[orientation=horizontal]/radios:flex-wrap group-data-[orientation=horizontal]/radios:gap-x-5">
        {children}
      </div>
      <FieldNote help={help} error={error} />
    </AriaRadioGroup>
  )
}

/** One choice of a RadioGroup; `note` explains it in a quieter line. */
export function Radio({
  value,
  children,
  note,
  isDisabled,
}: {
  value: string
  children: ReactNode
  note?: ReactNode
  isDisabled?: boolean
}) {
  return (
    <AriaRadio
      value={value}
      isDisabled={isDisabled}
      className="group flex cursor-default items-start gap-2.5 text-sm data-disabled:opacity-50"
    >
      <span
        aria-hidden
        className={classNames(
          'mt-[0.1875rem] grid size-4 shrink-0 place-items-center rounded-full border border-rule-strong bg-paper-raised group-data-selected:border-accent',
          'group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-focus',
        )}
      >
        <span className="size-2 scale-0 rounded-full bg-accent transition-transform group-data-selected:scale-100" />
      </span>
      <span>
        {children}
        {note && <span className="block text-[0.8125rem] text-ink-muted">{note}</span>}
      </span>
    </AriaRadio>
  )
}
