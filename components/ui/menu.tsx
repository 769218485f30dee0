'use client'

import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Header,
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  MenuTrigger,
  Popover,
  Separator,
  type Key,
  type MenuItemProps as AriaMenuItemProps,
  type PopoverProps,
  type Selection,
} from 'react-aria-components'
import { classNames } from './class-names'
import { Kbd } from './kbd'
import { rowClasses, sheetClasses } from './list-item'

export interface MenuProps {
  /** What opens it: a Button or IconButton. */
  trigger: ReactNode
  /** Spoken name of the menu. */
  label: string
  /** MenuItem, MenuSection and MenuRule. */
  children: ReactNode
  onAction?: (key: Key) => void
  onOpenChange?: (isOpen: boolean) => void
  placement?: PopoverProps['placement']
}

/** A menu of commands. `<Menu label="Tag" trigger={<IconButton .../>}><MenuItem id="rename" onAction={rename}>Rename</MenuItem></Menu>` */
export function Menu({ trigger, label, children, onAction, onOpenChange, placement = 'bottom end' }: MenuProps) {
  return (
    <MenuTrigger onOpenChange={onOpenChange}>
      {trigger}
      <Popover
        placement={placement}
        offset={4}
        className={classNames(sheetClasses, 'max-h-[80dvh] min-w-48 overflow-auto')}
      >
        <AriaMenu aria-label={label} onAction={onAction} className="p-1 outline-none">
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

export interface MenuItemProps extends Omit<AriaMenuItemProps, 'className' | 'style' | 'children'> {
  children: string
  icon?: ReactNode
  shortcut?: string
  /** For what takes something away. */
  tone?: 'plain' | 'danger'
}

/** One command, or one choice inside a MenuSection that has `selection`. `href` makes it a link. */
export function MenuItem({ children, icon, shortcut, tone = 'plain', ...props }: MenuItemProps) {
  return (
    <AriaMenuItem
      {...props}
      textValue={children}
      className={classNames(rowClasses, 'no-underline', tone === 'danger' && 'text-danger!')}
    >
      {({ isSelected, selectionMode }) => (
        <>
          {selectionMode !== 'none' && <Check aria-hidden className={isSelected ? 'text-accent' : 'invisible'} />}
          {icon}
          <span className="flex-1">{children}</span> {shortcut && <Kbd>{shortcut}</Kbd>}
        </>
      )}
    </AriaMenuItem>
  )
}

export interface MenuSectionProps {
  title: string
  children: ReactNode
  /** With these the section is a set of choices instead of commands. */
  selection?: 'single' | 'multiple'
  selected?: Iterable<Key>
  onSelect?: (keys: Selection) => void
}

/** A titled group of a menu. */
export function MenuSection({ title, children, selection, selected, onSelect }: MenuSectionProps) {
  return (
    <AriaMenuSection
      selectionMode={selection}
      selectedKeys={selected}
      onSelectionChange={onSelect}
      disallowEmptySelection={selection === 'single'}
    >
      <Header className="label-caps px-2 pt-2.5 pb-1">{title}</Header>
      {children}
    </AriaMenuSection>
  )
}

/** A hairline between groups. */
export function MenuRule() {
  return <Separator className="mx-2 my-1 border-t border-rule" />
}
