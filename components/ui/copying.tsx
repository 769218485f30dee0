'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { useTranslations } from 'use-intl'
import { copyText } from '@/lib/browser/copy-text'
import { Button, type ButtonSize } from './button'

interface Copying<Shown> {
  copy: () => void
  isCopied: boolean
  /** What to do where the browser refused; `shown` has its text selected then. */
  refusal: string | null
  /** The element that shows the text. */
  shown: RefObject<Shown | null>
}

/** Copies a text that is shown. `isRefused`: the browser has refused it already. */
export function useCopying<Shown extends HTMLElement>(text: string, isRefused = false): Copying<Shown> {
  const t = useTranslations('ui')
  const shown = useRef<Shown>(null)
  // An object, so that a second refusal selects the text anew.
  const [outcome, setOutcome] = useState<{ isCopied: boolean } | null>(isRefused ? { isCopied: false } : null)
  useEffect(() => {
    if (outcome?.isCopied === false && shown.current) selectText(shown.current)
  }, [outcome])
  return {
    copy: () => void copyText(text).then((isCopied) => setOutcome({ isCopied })),
    isCopied: outcome?.isCopied ?? false,
    refusal: outcome?.isCopied === false ? t('copyFailed') : null,
    shown,
  }
}

function selectText(shown: HTMLElement): void {
  if (shown instanceof HTMLInputElement) {
    shown.focus()
    shown.select()
  } else window.getSelection()?.selectAllChildren(shown)
}

/** The button that copies, and says that it did. */
export function CopyButton({
  copying: { copy, isCopied },
  label,
  size,
}: {
  copying: Pick<Copying<HTMLElement>, 'copy' | 'isCopied'>
  label?: string
  size?: ButtonSize
}) {
  const t = useTranslations('ui')
  return (
    <Button size={size} icon={isCopied ? <Check aria-hidden /> : <Copy aria-hidden />} onPress={copy}>
      <span aria-live="polite">{isCopied ? t('copied') : (label ?? t('copy'))}</span>
    </Button>
  )
}
