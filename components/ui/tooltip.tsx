'use client'

import type { ReactNode } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger, type TooltipProps as AriaTooltipProps } from 'react-aria-components'

export interface TooltipProps {
  /** What is said; one short line. */
  text: ReactNode
  /** One focusable piece: a button, a link, or anything in react-aria's `<Focusable>`. */
  children: ReactNode
  placement?: AriaTooltipProps['placement']
}

/** A word of explanation on hover and on keyboard focus. Never the only place where something is said. */
export function Tooltip({ text, children, placement = 'bottom' }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={60}>
      {children}
      <AriaTooltip
        placement={placement}
        offset={6}
        className="z-50 max-w-72 rounded-md bg-ink px-2 py-1 text-xs text-paper shadow-raised data-entering:opacity-0 transition-opacity"
      >
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
