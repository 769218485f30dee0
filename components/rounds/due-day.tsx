import { useFormatter, useNow, useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { dueTime, isOverdue } from '@/lib/domain/rounds/due'

/** By when, in words; `isDone` takes the urgency out of it. */
export function DueDay({ dueAt, isDone = false }: { dueAt: string | null; isDone?: boolean }) {
  const t = useTranslations('rounds')
  const format = useFormatter()
  const now = useNow()
  if (dueAt === null) return <span className="text-ink-muted">{t('noDue')}</span>
  const day = format.dateTime(dueTime(dueAt), { dateStyle: 'medium', timeZone: 'UTC' })
  const isLate = !isDone && isOverdue(dueAt, now)
  return (
    <time dateTime={dueAt} className={classNames(isLate ? 'font-medium text-warning' : 'text-ink-muted')}>
      {t(isLate ? 'overdue' : 'due', { day })}
    </time>
  )
}
