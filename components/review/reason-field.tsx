'use client'

import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import { TextArea } from '@/components/ui/text-area'

export interface ReasonFieldProps {
  reason: string
  onReason: (reason: string) => void
  /** How often somebody asked for the field: each time it takes the focus. */
  asked: number
  /** Leaves the reason out of the verdict; its words come back with the field. */
  onLeave: () => void
}

/** The reason of the verdict that is given next. Ctrl-Enter goes back to the keys with it, Escape without it. */
export function ReasonField({ reason, onReason, asked, onLeave }: ReasonFieldProps) {
  const t = useTranslations('review')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.querySelector('textarea')?.focus()
  }, [asked])
  const toKeys = () => box.current?.closest('article')?.focus()
  const onKeyDown = (event: KeyboardEvent) => {
    // An input method ends a word with these keys.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      toKeys()
      onLeave()
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      toKeys()
    }
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- what the field does not answer itself
    <div ref={box} onKeyDown={onKeyDown}>
      <TextArea label={t('reason.label')} help={t('reason.help')} rows={2} value={reason} onChange={onReason} />
    </div>
  )
}
