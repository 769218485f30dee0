'use client'

import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import type { Tag } from '@/lib/schemas/tag'
import { TagGuidance } from './tag-guidance'

interface PickerGuidanceProps {
  tag: Tag
  /** Whether somebody opened it: then it stays, has the focus, and on a narrow screen stands where the list was. Otherwise it goes along with the rows, where there is room. */
  isOpen: boolean
  onBack: () => void
}

/** What the codebook says about a tag, beside the tags one chooses from. Escape leads back to them. */
export function PickerGuidance({ tag, isOpen, onBack }: PickerGuidanceProps) {
  const t = useTranslations('reader')
  const panel = useRef<HTMLDivElement>(null)
  const leave = useRef(onBack)
  useEffect(() => {
    leave.current = onBack
  })
  useEffect(() => {
    const element = panel.current
    if (!isOpen || !element) return
    const box = element.closest('[role=dialog]')?.querySelector<HTMLElement>('[role=combobox]')
    element.querySelector('button')?.focus()
    // Heard here, because the sheet it stands in closes at Escape.
    const keyed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      leave.current()
    }
    element.addEventListener('keydown', keyed)
    return () => {
      element.removeEventListener('keydown', keyed)
      box?.focus({ preventScroll: true })
    }
  }, [isOpen])
  return (
    <div
      ref={panel}
      className={classNames(
        'w-60 shrink-0 overflow-y-auto border-s border-rule p-3',
        isOpen ? 'max-md:max-h-[38dvh] max-md:w-full max-md:shrink max-md:border-s-0' : 'max-md:hidden',
      )}
    >
      {isOpen && (
        <Button
          tone="plain"
          size="small"
          icon={<ArrowLeft aria-hidden className="rtl:-scale-x-100" />}
          onPress={onBack}
          className="-ms-2 mb-2 pointer-coarse:min-h-11"
        >
          {t('picker.backToTags')}
        </Button>
      )}
      <TagGuidance tag={tag} />
    </div>
  )
}
