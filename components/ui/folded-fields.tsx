'use client'

import { ChevronDown } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { Button, Disclosure, DisclosurePanel } from 'react-aria-components'
import { useTranslations } from 'use-intl'

export interface FoldedFieldsProps {
  /** What the fields say now, in one sentence. */
  sentence: ReactNode
  /** What the fields are for, as their name. */
  label: string
  /** Where nothing can be shown before something is chosen. */
  isOpenAtFirst?: boolean
  children: ReactNode
}

/** Choices that were made already: one sentence says them, a button unfolds the fields that change them. */
export function FoldedFields({ sentence, label, isOpenAtFirst = false, children }: FoldedFieldsProps) {
  const t = useTranslations('ui')
  const id = useId()
  return (
    <Disclosure defaultExpanded={isOpenAtFirst} className="group mb-5">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-[0.9375rem]">
        <p id={id} className="min-w-0 text-ink-muted text-pretty">
          {sentence}
        </p>
        <Button
          slot="trigger"
          aria-describedby={id}
          className="inline-flex min-h-6 cursor-default items-center gap-1 print:hidden rounded-sm text-accent underline-offset-4 focus-ring data-hovered:underline pointer-coarse:min-h-11"
        >
          {t('change')}
          <ChevronDown aria-hidden className="size-4 transition-transform group-data-expanded:rotate-180" />
        </Button>
      </div>
      <DisclosurePanel>
        <div role="search" aria-label={label} className="mt-4 border-y border-rule py-4">
          {children}
        </div>
      </DisclosurePanel>
    </Disclosure>
  )
}
