'use client'

import type { ReactNode } from 'react'
import {
  Dialog,
  DialogTrigger,
  Popover as AriaPopover,
  type PopoverProps as AriaPopoverProps,
} from 'react-aria-components'
import { classNames } from './class-names'
import { sheetClasses } from './list-item'

export interface PopoverProps extends Pick<
  AriaPopoverProps,
  'placement' | 'isOpen' | 'onOpenChange' | 'triggerRef' | 'isNonModal' | 'offset'
> {
  /** Spoken name of the sheet. */
  label: string
  children: ReactNode | ((close: () => void) => ReactNode)
  /** What opens it. Without it, steer with `isOpen` and `onOpenChange`, and say where with `triggerRef`. */
  trigger?: ReactNode
  className?: string
}

/** A small sheet beside the thing it belongs to. A press outside or Escape closes it, and the focus goes back. */
export function Popover({
  label,
  children,
  trigger,
  isOpen,
  onOpenChange,
  className,
  offset = 6,
  ...rest
}: PopoverProps) {
  const sheet = (
    <AriaPopover
      {...rest}
      offset={offset}
      isOpen={trigger ? undefined : isOpen}
      onOpenChange={trigger ? undefined : onOpenChange}
      className={classNames(sheetClasses, 'max-w-[min(26rem,92vw)] overflow-auto', className)}
    >
      <Dialog aria-label={label} className="p-4 text-sm outline-none">
        {({ close }) => <>{typeof children === 'function' ? children(close) : children}</>}
      </Dialog>
    </AriaPopover>
  )
  if (!trigger) return sheet
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      {trigger}
      {sheet}
    </DialogTrigger>
  )
}
