import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Fleuron } from './fleuron'

export interface EmptyStateProps {
  /** What is not here yet: "No documents yet". */
  title: string
  /** What to do next, in a sentence or two. */
  children: ReactNode
  /** The button that does it, and perhaps a second. */
  action?: ReactNode
  className?: string
}

/** Says that there is nothing here yet, why that is fine, and what to do next. */
export function EmptyState({ title, children, action, className }: EmptyStateProps) {
  return (
    <div className={classNames('mx-auto flex max-w-md flex-col items-center gap-3 px-6 py-14 text-center', className)}>
      <Fleuron />
      <h2 className="font-serif text-xl text-ink">{title}</h2>
      <div className="text-[0.9375rem] text-ink-muted text-pretty">{children}</div>
      {action && <div className="mt-3 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  )
}
