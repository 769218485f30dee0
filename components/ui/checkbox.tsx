'use client'

import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from 'react-aria-components'
import { classNames } from './class-names'

export interface CheckboxProps extends Omit<AriaCheckboxProps, 'className' | 'style' | 'children'> {
  /** The label; leave it out only with an `aria-label` or inside a table row (`slot="selection"`). */
  children?: ReactNode
  className?: string
}

/** Yes or no, taking effect with the form. `<Checkbox isSelected={on} onChange={setOn}>Share with the project</Checkbox>` */
export function Checkbox({ children, className, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox
      {...props}
      className={classNames(
        'group inline-flex cursor-default items-start gap-2.5 text-sm data-disabled:opacity-50',
        className,
      )}
    >
      {({ isSelected, isIndeterminate }) => (
        <>
          <span
            aria-hidden
            className={classNames(
              'mt-[0.1875rem] grid size-4 shrink-0 place-items-center rounded-sm border border-rule-strong bg-paper-raised text-accent-ink',
              'group-data-selected:border-accent group-data-selected:bg-accent group-data-indeterminate:border-accent group-data-indeterminate:bg-accent',
              'group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-focus',
            )}
          >
            {isIndeterminate ? (
              <Minus className="size-3" strokeWidth={3} />
            ) : (
              isSelected && <Check className="size-3" strokeWidth={3} />
            )}
          </span>
          {children}
        </>
      )}
    </AriaCheckbox>
  )
}
