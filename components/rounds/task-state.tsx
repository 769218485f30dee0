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

/** Where somebody stands on a document: a shape and a word; short, the shape alone, where its words stand in a name beside it. */
export function TaskStateMark({
  state,
  className,
  isShort = false,
}: {
  state: TaskState
  className?: string
  isShort?: boolean
}) {
  const t = useTranslations('rounds')
  const { icon: Icon, className: tone } = looks[state]
  return (
    <span
      title={isShort ? t(`state.${state}`) : undefined}
      className={classNames('inline-flex items-center gap-1.5 text-[0.8125rem] whitespace-nowrap', tone, className)}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {!isShort && t(`state.${state}`)}
    </span>
  )
}
