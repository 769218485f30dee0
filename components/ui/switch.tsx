'use client'

import type { ReactNode } from 'react'
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from 'react-aria-components'
import { classNames } from './class-names'

export interface SwitchProps extends Omit<AriaSwitchProps, 'className' | 'style' | 'children'> {
  children: ReactNode
  className?: string
}

/** On or off, taking effect at once. `<Switch isSelected={byTag} onChange={setByTag}>Lanes by tag</Switch>` */
export function Switch({ children, className, ...props }: SwitchProps) {
  return (
    <AriaSwitch
      {...props}
      className={classNames(
        'group inline-flex cursor-default items-center gap-2.5 print:hidden text-sm data-disabled:opacity-50',
        className,
      )}
    >
      <span
        aria-hidden
        className={classNames(
          'flex h-5 w-9 shrink-0 items-center rounded-full border border-rule-strong bg-paper-sunken px-[0.1875rem] transition-colors',
          'group-data-selected:border-accent group-data-selected:bg-accent',
          'group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-focus',
        )}
      >
        <span className="size-3 rounded-full bg-rule-strong transition-transform group-data-selected:translate-x-4 group-data-selected:bg-accent-ink rtl:group-data-selected:-translate-x-4" />
      </span>
      {children}
    </AriaSwitch>
  )
}
