'use client'

import { useTranslations } from 'use-intl'
import { Kbd } from '@/components/ui/kbd'

const rows = [
  { text: 'arrows', keys: ['↑', '↓', '←', '→'] },
  { text: 'select', keys: ['⇧ ↑', '⇧ ↓'] },
  { text: 'details', keys: ['↵'] },
  { text: 'rename', keys: ['F2'] },
  { text: 'sibling', keys: ['Ctrl ↵'] },
  { text: 'child', keys: ['Ctrl ⇧ ↵'] },
  { text: 'move', keys: ['Alt ↑', 'Alt ↓', 'Alt ←', 'Alt →'] },
  { text: 'remove', keys: ['Del'] },
  { text: 'undo', keys: ['Ctrl Z'] },
  { text: 'redo', keys: ['Ctrl Shift Z'] },
] as const

/** The keys of the codebook, folded away until wanted. Of no use without a keyboard, so not shown on a phone. */
export function KeyHelp() {
  const t = useTranslations('codebook')
  return (
    <details className="text-[0.8125rem] text-ink-muted pointer-coarse:hidden">
      <summary className="w-fit cursor-default rounded-sm focus-ring hover:text-ink">{t('keyHelp.title')}</summary>
      <dl className="mt-3 flex flex-col gap-2">
        {rows.map(({ text, keys }) => (
          <div key={text} className="flex flex-col gap-1">
            <dt>{t(`keyHelp.${text}`)}</dt>
            <dd className="flex flex-wrap gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
