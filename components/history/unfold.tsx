'use client'

import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'

/** Shows what lies behind a sentence of the history, below it. */
export function Unfold({ said, isOpen, onOpen }: { said: string; isOpen: boolean; onOpen: (isOpen: boolean) => void }) {
  const t = useTranslations('history')
  return (
    <IconButton
      size="small"
      label={t('unfold', { said })}
      aria-expanded={isOpen}
      icon={<ChevronDown aria-hidden className={classNames('transition-transform', isOpen && 'rotate-180')} />}
      onPress={() => onOpen(!isOpen)}
      className="pointer-coarse:size-11"
    />
  )
}
