import { Circle, CircleCheck, CircleDotDashed, RotateCcw, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import type { TaskState } from '@/lib/domain/rounds/round'

const looks: Record<TaskState, { icon: LucideIcon; className: string }> = {
  'not-started': { icon: Circle, className: 'text-ink-muted' },
  coding: { icon: CircleDotDashed, className: 'text-ink' },
  submitted: { icon: CircleCheck, className: 'text-success' },
  reopened: { icon: RotateCcw, className: 'text-warning' },
}

/** Where somebody stands on a document: a shape and a word. */
export function TaskStateMark({ state, className }: { state: TaskState; className?: string }) {
  const t = useTranslations('rounds')
  const { icon: Icon, className: tone } = looks[state]
  return (
    <span className={classNames('inline-flex items-center gap-1.5 text-[0.8125rem] whitespace-nowrap', tone, className)}>
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {t(`state.${state}`)}
    </span>
  )
}
