'use client'

import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Button,
  ComboBox as AriaComboBox,
  Input,
  ListBox,
  Popover,
  type ComboBoxProps as AriaComboBoxProps,
} from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { wordsIn } from '@/lib/domain/search/has-words'
import { classNames } from './class-names'
import { controlClasses, fieldClasses, FieldLabel, FieldNote, type FieldTexts } from './field'
import { sheetClasses } from './list-item'
import { useTypedEarly } from './use-typed-early'

export interface ComboBoxProps<T extends object>
  extends FieldTexts, Omit<AriaComboBoxProps<T>, 'className' | 'style' | 'children' | 'isInvalid'> {
  /** `<ListItem id="...">` for each choice, or a function of an item with `items`/`defaultItems`. */
  children: ReactNode | ((item: T) => ReactNode)
  placeholder?: string
  /** Where nothing matches; by default "Nothing matches." */
  empty?: ReactNode
}

const narrowed = (text: string, typed: string): boolean => wordsIn(typed)(text)

/** A choice from a long list, narrowed by typing. `<ComboBox label="Tag" defaultItems={tags} onSelectionChange={pick}>{...}</ComboBox>` */
export function ComboBox<T extends object>(props: ComboBoxProps<T>) {
  const typedEarly = useTypedEarly<HTMLInputElement>()
  const { label, isLabelHidden, help, error, className, children, placeholder, empty, ...rest } = props
  const t = useTranslations('ui')
  return (
    <AriaComboBox
      {...rest}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      defaultFilter={rest.defaultFilter ?? narrowed}
      menuTrigger={rest.menuTrigger ?? 'focus'}
      className={classNames(fieldClasses, className)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={rest.isRequired} />
      <div className="relative flex items-center">
        <Input
          ref={typedEarly}
          dir="auto"
          placeholder={placeholder}
          className={classNames(controlClasses, 'h-9 pe-9! pointer-coarse:h-11')}
        />
        <Button className="absolute end-1 grid size-7 pointer-coarse:size-11 place-items-center rounded-md text-ink-muted focus-ring">
          <ChevronDown aria-hidden className="size-4" />
        </Button>
      </div>
      <FieldNote help={help} error={error} />
      <Popover offset={4} className={classNames(sheetClasses, 'w-(--trigger-width)')}>
        <ListBox<T>
          className="max-h-80 overflow-auto p-1 outline-none"
          renderEmptyState={() => <p className="px-2 py-1.5 text-sm text-ink-muted">{empty ?? t('nothingFound')}</p>}
        >
          {children}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}
