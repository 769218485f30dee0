'use client'

import { useId, type ReactNode } from 'react'
import { classNames } from './class-names'

export interface SectionProps {
  /** By which an address names it: `/account#backups`. */
  id?: string
  /** In small capitals over a hairline; it names the region. */
  title: string
  /** A line of explanation, set in the margin beside the content on wide screens. */
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
  className?: string
}

/** A part of a page: a hairline, its name in small capitals, then the content; `note` stands beside it as marginalia. */
export function Section({ id, title, note, actions, children, className }: SectionProps) {
  const titleId = useId()
  return (
    <section
      id={id}
      aria-labelledby={titleId}
      className={classNames('scroll-mt-16 border-t border-rule pt-4 pb-10', className)}
    >
      <div className="mb-4 flex min-h-7 items-center justify-between gap-4">
        <h2 id={titleId} className="label-caps">
          {title}
        </h2>
        {actions && <div className="flex items-center gap-2">{actions}</div>}
      </div>
      {note ? (
        <div className="grid grid-cols-1 gap-x-10 gap-y-4 lg:grid-cols-[13rem_minmax(0,1fr)]">
          <div className="font-serif text-[0.9375rem] leading-normal text-ink-muted italic">{note}</div>
          <div className="min-w-0">{children}</div>
        </div>
      ) : (
        children
      )}
    </section>
  )
}
