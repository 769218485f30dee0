import type { ReactNode } from 'react'
import { classNames } from './class-names'

export interface PageHeaderProps {
  title: string
  /** Small capitals above the title: where this belongs. */
  eyebrow?: ReactNode
  /** A sentence or the figures of the page, below the title. */
  lede?: ReactNode
  /** The page's buttons, the primary one last. */
  actions?: ReactNode
  /** Where what is below the title is long, its buttons stand at the top, in sight; otherwise on the line of its foot. `beside`: on a phone too, with little room around, where the work has to begin at once. */
  actionsAt?: 'foot' | 'top' | 'beside'
  /** The title's language where it is not the interface's. */
  lang?: string
}

/** The head of a page: title in the book's face, its commands at the end, a double rule below. One per page; it holds the h1. */
export function PageHeader({ title, eyebrow, lede, actions, actionsAt = 'foot', lang }: PageHeaderProps) {
  return (
    <header
      className={classNames(
        'mb-8 flex gap-5 border-b-3 border-double border-rule-strong pb-6 sm:flex-row sm:justify-between [&+section]:border-t-0 [&+section]:pt-0',
        actionsAt === 'beside' ? besideClasses : 'flex-col',
        actionsAt === 'top' ? 'sm:items-start' : 'sm:items-end',
      )}
    >
      <div className={classNames('flex min-w-0 flex-col gap-2', actionsAt === 'beside' && 'max-sm:contents')}>
        {eyebrow && <div className="label-caps">{eyebrow}</div>}
        <h1 dir="auto" lang={lang} className="font-serif text-2xl font-normal text-ink max-sm:text-[1.75rem]">
          {title}
        </h1>
        {lede && (
          <div
            className={classNames(
              'max-w-2xl text-[0.9375rem] text-ink-muted text-pretty',
              actionsAt === 'beside' && 'max-sm:order-last max-sm:col-span-full max-sm:text-[0.8125rem]',
            )}
          >
            {lede}
          </div>
        )}
      </div>
      {actions && (
        // Where a phone shows none of them, it keeps no room for them either.
        <div className="flex shrink-0 flex-wrap items-center gap-2.5 max-sm:[&:not(:has(>:not([class*='max-sm:hidden'])))]:hidden">
          {actions}
        </div>
      )}
    </header>
  )
}

/** On a phone the buttons share the title's line, and what is below it has the whole width; on half of one they stand below it. */
const besideClasses =
  'max-sm:mb-1 max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:items-center max-sm:gap-x-4 max-sm:gap-y-1 max-sm:pb-2 max-[22rem]:grid-cols-1'
