'use client'

import { useTranslations } from 'use-intl'
import { showToast } from '@/components/ui/toast'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import type { Reading } from '@/lib/browser/reader/use-reading'
import type { CodingTasks } from '@/lib/browser/rounds/use-coding-tasks'
import type { Span } from '@/lib/domain/anchoring/span'
import { neighbourPassage } from '@/lib/domain/rounds/task-for'

/** What rounds have to say while one works on passages: what is frozen, what would be refused, what is asked for next. */
export function usePassageRounds(reading: Reading, coding: CodingTasks, defaultVisibility: 'private' | 'shared') {
  const t = useTranslations('rounds.reader')
  const { announce, cursor, view } = reading
  /** Whether the passage was submitted; says so. */
  const isFrozen = (item: LayerItem): boolean => {
    const round = coding.frozenBy(item)
    if (round) announce(t('cardFrozen', { round: round.name }))
    return round !== null
  }
  /** Whether a new passage here would be refused because the document is submitted; says so. */
  const isRefused = (span: Span): boolean => {
    const task = coding.taskFor(span)
    if (task === null || task.submittedAt === null) return false
    const title = t('cannotAdd', { round: task.round.name })
    announce(title)
    showToast({ title })
    return true
  }
  /** In a round blindness hides what has to be hidden, so its work is shared. */
  const visibilityFor = (span: Span): 'private' | 'shared' => (coding.taskFor(span) ? 'shared' : defaultVisibility)
  /** Selects the next passage that a round asks for, so that it can be tagged at once. */
  const goToAsked = (step: 1 | -1) => {
    const from = (cursor.selection ?? cursor.cursor)?.start ?? (step === 1 ? -1 : Number.MAX_SAFE_INTEGER)
    const next =
      neighbourPassage(coding.asked, from, step) ??
      neighbourPassage(coding.asked, step === 1 ? -1 : Number.MAX_SAFE_INTEGER, step)
    if (!next) {
      announce(t('noAsked'))
      return
    }
    reading.focus(null)
    cursor.select({ start: next.start, end: next.end })
    view?.scrollTo(next.start, 'third')
    announce(t('asked', { quote: reading.quoteOf(next).slice(0, 400) }))
  }
  return { isFrozen, isRefused, visibilityFor, goToAsked }
}
