'use client'

import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { ListBoxItem, type ListBoxItemProps } from 'react-aria-components'
import { classNames } from './class-names'

/** The look of a row in a list that drops down: select, combo box and menu share it. */
export const rowClasses = classNames(
  'flex min-h-8 cursor-default items-center gap-2.5 rounded-sm px-2 py-1 text-sm text-ink outline-none pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0',
  'data-focused:bg-accent-soft data-hovered:bg-paper-sunken data-disabled:opacity-50',
)

/** The look of the sheet that such a list, a popover or a menu lies on. */
export const sheetClasses = 'rounded-lg border border-rule bg-paper-raised text-ink shadow-raised outline-none'

export interface ListItemProps extends Omit<ListBoxItemProps, 'className' | 'style' | 'children'> {
  /** The words of the row. */
  children: string
  /** Before the words: an icon or a tag's dot. */
  lead?: ReactNode
  /** A second, quieter line. */
  note?: string
}

/** One choice of a Select or ComboBox. `<ListItem id="coder" note="Codes and comments">Coder</ListItem>` */
export function ListItem({ children, lead, note, ...props }: ListItemProps) {
  return (
    <ListBoxItem {...props} textValue={children} className={rowClasses}>
      {({ isSelected }) => (
        <>
          {lead}
          {/* No label and description slots: the note is part of the row's name, so that what is seen is what is spoken (WCAG 2.5.3). */}
          <span className="min-w-0 flex-1">
            <span className="block truncate">{children}</span>{' '}
            {note && <span className="block text-xs text-ink-muted">{note}</span>}
          </span>
          {isSelected && <Check aria-hidden className="text-accent" />}
        </>
      )}
    </ListBoxItem>
  )
}
