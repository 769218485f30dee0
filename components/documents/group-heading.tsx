'use client'

import { ChevronRight } from 'lucide-react'
import { useLocale, useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { presentAttributeValue } from '@/lib/domain/documents/attribute-values'
import type { DocumentGroup } from '@/lib/domain/documents/group-documents'
import type { Attribute, Document } from '@/lib/schemas/document'

interface GroupHeadingProps {
  attribute: Attribute
  group: DocumentGroup<Document>
  isClosed: boolean
  onToggle: () => void
}

/** What a group has in common and how many it holds; pressing it shows and hides them. */
export function GroupHeading({ attribute, group: { value, documents }, isClosed, onToggle }: GroupHeadingProps) {
  const t = useTranslations('documents.table')
  const locale = useLocale()
  return (
    <button
      type="button"
      aria-expanded={!isClosed}
      onClick={onToggle}
      className="flex min-h-9 w-full items-center gap-2 rounded-sm px-1 text-start focus-ring pointer-coarse:min-h-11"
    >
      <ChevronRight
        aria-hidden
        className={classNames(
          'size-4 shrink-0 text-ink-muted transition-transform',
          isClosed ? 'rtl:-scale-x-100' : 'rotate-90',
        )}
      />
      <span
        dir="auto"
        className={classNames(
          'min-w-0 truncate font-serif text-[1.0625rem]',
          value === null ? 'text-ink-muted italic' : 'text-ink',
        )}
      >
        {value === null
          ? t('groupNotGiven', { attribute: attribute.label })
          : presentAttributeValue(attribute, value, locale, { yes: t('yes'), no: t('no') })}
      </span>{' '}
      <span className="shrink-0 font-sans text-[0.8125rem] font-normal text-ink-muted tabular-nums">
        {t('groupCount', { count: documents.length })}
      </span>
    </button>
  )
}
