'use client'

import { MoveHorizontal } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { buttonClasses } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'

/** At the foot of the page while edges are moved by key: that they are, by which keys, and the ways out. */
export function EdgeBar({ onSave, onCancel }: { onSave: () => void; onCancel: () => void }) {
  const t = useTranslations('reader.edge')
  // A press would take the focus off the edge, which saves before anything is chosen.
  const stay = (event: React.SyntheticEvent) => event.preventDefault()
  return (
    <div
      data-bottom-bar
      role="group"
      aria-label={t('moving')}
      className="fixed inset-x-0 bottom-20 z-30 flex justify-center px-4 md:bottom-5 short:bottom-2"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-accent bg-paper-raised px-4 py-2.5 text-[0.8125rem] text-ink shadow-raised">
        <strong className="inline-flex items-center gap-2 font-medium text-accent">
          <MoveHorizontal aria-hidden className="size-4" /> {t('moving')}
        </strong>
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-muted pointer-coarse:hidden">
          <span>
            <Kbd>←</Kbd> <Kbd>→</Kbd> {t('byWord')}
          </span>
          <span>
            <Kbd>Shift</Kbd> {t('byCharacter')}
          </span>
          <span>
            <Kbd>Tab</Kbd> {t('otherEdge')}
          </span>
        </span>
        <span className="ms-auto flex gap-1.5">
          <button
            type="button"
            tabIndex={-1}
            onMouseDown={stay}
            onClick={onCancel}
            className={buttonClasses('plain', 'small')}
          >
            {t('cancel')} <Kbd>Esc</Kbd>
          </button>
          <button
            type="button"
            tabIndex={-1}
            onMouseDown={stay}
            onClick={onSave}
            className={buttonClasses('primary', 'small')}
          >
            {t('save')}
          </button>
        </span>
      </div>
    </div>
  )
}
