'use client'

import { Search, X } from 'lucide-react'
import {
  Button,
  Input,
  Label,
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
} from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classNames } from './class-names'
import { controlClasses } from './field'
import { useTypedEarly } from './use-typed-early'

export interface SearchFieldProps extends Omit<AriaSearchFieldProps, 'className' | 'style' | 'children'> {
  /** Spoken; shown as the placeholder unless another is given. */
  label: string
  placeholder?: string
  className?: string
}

/** A search or filter box. Escape and the cross clear it. `<SearchField label="Find a tag" value={q} onChange={setQ} />` */
export function SearchField({ label, placeholder, className, ...props }: SearchFieldProps) {
  const typedEarly = useTypedEarly<HTMLInputElement>()
  const t = useTranslations('ui')
  return (
    <AriaSearchField {...props} className={classNames('group relative flex items-center print:hidden', className)}>
      <Label className="sr-only">{label}</Label>
      <Search aria-hidden className="pointer-events-none absolute start-2.5 size-4 text-ink-muted" />
      <Input
        ref={typedEarly}
        dir="auto"
        placeholder={placeholder ?? label}
        className={classNames(
          controlClasses,
          'h-9 ps-8.5! pe-9! text-sm! pointer-coarse:h-11 [&::-webkit-search-cancel-button]:hidden',
        )}
      />
      <Button
        aria-label={t('clearSearch')}
        className="absolute end-1 grid size-7 pointer-coarse:size-11 place-items-center rounded-md text-ink-muted focus-ring group-data-empty:hidden data-hovered:text-ink"
      >
        <X aria-hidden className="size-4" />
      </Button>
    </AriaSearchField>
  )
}
