'use client'

import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { classNames } from './class-names'
import { Kbd } from './kbd'
import { Tooltip, type TooltipProps } from './tooltip'

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'aria-label'> {
  /** Its name, spoken and shown in the tooltip. */
  label: string
  /** A lucide icon: `<Pencil />`. */
  icon: ReactNode
  /** The key that does the same, shown in the tooltip. */
  shortcut?: string
  /** Shown as pressed in, for a button that toggles; give `aria-pressed` too. */
  isActive?: boolean
  size?: 'regular' | 'small'
  placement?: TooltipProps['placement']
  className?: string
}

/** A button of one icon, with its name in a tooltip. `<IconButton label="Rename" icon={<Pencil />} onPress={rename} />` */
export function IconButton({
  label,
  icon,
  shortcut,
  isActive,
  size = 'regular',
  placement,
  className,
  ...props
}: IconButtonProps) {
  return (
    <Tooltip
      placement={placement}
      text={
        <span className="inline-flex items-center gap-2">
          {label}
          {shortcut && <Kbd tone="inverse">{shortcut}</Kbd>}
        </span>
      }
    >
      <AriaButton
        {...props}
        aria-label={label}
        className={classNames(
          'inline-grid shrink-0 print:hidden cursor-default place-items-center rounded-md text-ink-muted focus-ring transition-colors duration-100',
          'data-hovered:bg-paper-sunken data-hovered:text-ink data-pressed:bg-paper-sunken data-disabled:opacity-45 [&_svg]:size-[1.125rem]',
          size === 'small' ? 'size-7 pointer-coarse:size-11' : 'size-9 pointer-coarse:size-11',
          isActive && 'bg-accent-soft text-accent',
          className,
        )}
      >
        {icon}
      </AriaButton>
    </Tooltip>
  )
}
