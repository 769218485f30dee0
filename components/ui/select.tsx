'use client'

import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, ListBox, Popover, Select as AriaSelect, SelectValue, type Key } from 'react-aria-components'
import { classNames } from './class-names'
import { controlClasses, fieldClasses, FieldLabel, FieldNote, type FieldTexts } from './field'
import { sheetClasses } from './list-item'

export interface SelectProps extends FieldTexts {
  /** `<ListItem id="...">` for each choice. */
  children: ReactNode
  value?: Key | null
  defaultValue?: Key
  onChange?: (key: Key | null) => void
  name?: string
  placeholder?: string
  isRequired?: boolean
  isDisabled?: boolean
  size?: 'regular' | 'small'
}

/** A choice from a short list. `<Select label="Role" value={role} onChange={setRole}><ListItem id="CODER">Coder</ListItem>...</Select>` */
export function Select({
  label,
  isLabelHidden,
  help,
  error,
  className,
  children,
  size = 'regular',
  ...props
}: SelectProps) {
  return (
    <AriaSelect
      {...props}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={classNames(fieldClasses, className)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={props.isRequired} />
      <Button
        className={classNames(
          controlClasses,
          'flex cursor-default items-center justify-between gap-2 text-start pointer-coarse:min-h-11 data-focus-visible:outline-2 data-focus-visible:outline-focus',
          size === 'small' ? 'min-h-7 px-2! text-[0.8125rem]!' : 'min-h-9',
        )}
      >
        <SelectValue className="line-clamp-2 min-w-0 flex-1 data-placeholder:text-ink-muted">
          {({ selectedText, isPlaceholder, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-muted" />
      </Button>
      <FieldNote help={help} error={error} />
      <Popover offset={4} className={classNames(sheetClasses, 'min-w-(--trigger-width) overflow-auto')}>
        <ListBox className="max-h-80 overflow-auto p-1 outline-none">{children}</ListBox>
      </Popover>
    </AriaSelect>
  )
}
