'use client'

import type { ReactNode } from 'react'
import { Separator, Toolbar as AriaToolbar } from 'react-aria-components'
import { classNames } from './class-names'

/** A row of buttons moved through with the arrow keys; one stop of the Tab key. `label` is spoken. */
export function Toolbar({ label, children, className }: { label: string; children: ReactNode; className?: string }) {
  return (
    <AriaToolbar aria-label={label} className={classNames('flex flex-wrap items-center gap-1 print:hidden', className)}>
      {children}
    </AriaToolbar>
  )
}

/** A short hairline between groups of a toolbar. */
export function ToolbarRule() {
  return <Separator orientation="vertical" className="mx-1.5 h-5 border-s border-rule" />
}
