'use client'

import { CaseSensitive, ChevronDown, ChevronUp, WholeWord, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '@/components/ui/icon-button'
import { useFolding } from '@/lib/browser/reader/use-find'

export interface FindBarProps {
  query: string
  count: number
  /** Index of the current hit; -1 for none. */
  at: number
  onType: (query: string) => void
  onStep: (by: 1 | -1) => void
  onClose: () => void
  /** Selects the sentence of the current hit and leaves. */
  onSentence: () => void
}

/** Finding in the document as a person reads, letter case and accents told apart where asked: Enter and Shift with Enter go from hit to hit, Alt with Enter takes the sentence of the hit, Escape leaves at the hit. */
export function FindBar({ query, count, at, onType, onStep, onClose, onSentence }: FindBarProps) {
  const t = useTranslations('reader')
  const { folding, choose } = useFolding()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.select(), [])
  return (
    <search className="flex items-center gap-1.5 border-b border-rule bg-paper-raised px-3 py-1.5">
      <input
        ref={input}
        type="text"
        dir="auto"
        aria-label={t('find.label')}
        placeholder={t('find.label')}
        value={query}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter' && event.altKey) onSentence()
          else if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1)
          else if (event.key === 'Escape') onClose()
          else return
          event.preventDefault()
        }}
        className="h-8 min-w-0 flex-1 rounded-md border border-rule-strong bg-paper px-2.5 text-sm text-ink outline-none placeholder:text-ink-muted focus:border-focus focus:outline-2 focus:-outline-offset-1 focus:outline-focus pointer-coarse:h-11"
      />
      <p role="status" className="min-w-20 text-center text-xs text-ink-muted tabular-nums">
        {query !== '' && (count === 0 ? t('find.none') : t('find.count', { at: at + 1, count }))}
      </p>
      <IconButton
        label={t('find.case')}
        icon={<CaseSensitive aria-hidden />}
        size="small"
        aria-pressed={folding.case === 'exact'}
        isActive={folding.case === 'exact'}
        onPress={() => choose({ case: folding.case === 'exact' ? 'folded' : 'exact' })}
      />
      <IconButton
        label={t('find.accents')}
        icon={
          <span aria-hidden className="font-serif text-[0.9375rem] leading-none">
            é
          </span>
        }
        size="small"
        aria-pressed={folding.accents === 'exact'}
        isActive={folding.accents === 'exact'}
        onPress={() => choose({ accents: folding.accents === 'exact' ? 'folded' : 'exact' })}
      />
      <IconButton
        label={t('find.previous')}
        icon={<ChevronUp aria-hidden />}
        size="small"
        isDisabled={count === 0}
        onPress={() => onStep(-1)}
      />
      <IconButton
        label={t('find.next')}
        icon={<ChevronDown aria-hidden />}
        size="small"
        isDisabled={count === 0}
        onPress={() => onStep(1)}
      />
      <IconButton
        label={t('find.sentence')}
        shortcut="Alt Enter"
        icon={<WholeWord aria-hidden />}
        size="small"
        isDisabled={count === 0}
        onPress={onSentence}
      />
      <IconButton label={t('find.close')} icon={<X aria-hidden />} size="small" onPress={onClose} />
    </search>
  )
}
