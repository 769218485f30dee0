'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import type { Told } from '@/lib/domain/history/tell-event'
import { isolatedValues } from '@/lib/i18n/isolated'
import type { HistoryEvent } from '@/lib/schemas/history'
import { EntryTime } from './entry-time'
import { Unfold } from './unfold'

interface HistoryRunProps {
  /** The newest first; what the first says, the others say of other things. */
  events: readonly HistoryEvent[]
  told: Told
  /** How many of them are reverted. */
  reverted: number
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
  children: ReactNode
}

/** What one person did over and over as one sentence; unfolded, each with its own. */
export function HistoryRun({ events, told: { key, values }, reverted, isOpen, onOpen, children }: HistoryRunProps) {
  const t = useTranslations('history')
  const [newest] = events
  if (!newest) return null
  // Only kinds that have such a sentence are gathered.
  const sentence = `run.${key}` as 'run.tag.created'
  const words = { ...(isolatedValues(values) as { actor: string }), count: events.length }
  return (
    <li>
      <div className="flex items-start gap-3 py-2 text-[0.9375rem] leading-6">
        <EntryTime time={newest.createdAt} />
        <AvatarInitials name={newest.actor.name} size="small" className="mt-0.5 max-sm:hidden" />
        <p className="min-w-0 flex-1 pt-0.5">
          {t.rich(sentence, { ...words, b: (part) => <span className="font-medium">{part}</span> })}
          {reverted > 0 && (
            <span className="ms-2 text-[0.8125rem] text-ink-muted italic">
              {t('run.reverted', { count: reverted })}
            </span>
          )}
        </p>
        <Unfold said={t.markup(sentence, { ...words, b: (part) => part })} isOpen={isOpen} onOpen={onOpen} />
      </div>
      {isOpen && <ol className="ms-3 flex flex-col border-s border-rule ps-3 sm:ms-[4.5rem]">{children}</ol>}
    </li>
  )
}
