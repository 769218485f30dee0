'use client'

import { ChevronRight } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'

export interface Crumb {
  label: string
  /** Left out for the page one is on. */
  href?: string
}

/** The way down to this page. `<Breadcrumb crumbs={[{ label: 'Documents', href }, { label: title }]} />` */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = useTranslations('ui')
  return (
    <nav aria-label={t('breadcrumb')}>
      {/* A list of its own: the library's takes the last crumb for the page one is on, and its link leads nowhere. */}
      <ol className="flex min-w-0 flex-wrap items-center text-sm text-ink-muted in-[.label-caps]:text-[length:inherit]">
        {crumbs.map((crumb, index) => (
          <li key={`${index}-${crumb.label}`} className="flex min-w-0 items-center">
            {index > 0 && <ChevronRight aria-hidden className="mx-1 size-3.5 shrink-0 rtl:rotate-180" />}
            {crumb.href ? (
              <Link
                href={crumb.href}
                className="-my-1 truncate rounded-sm py-1 text-ink-muted pointer-coarse:-my-3.5 pointer-coarse:py-3.5 underline-offset-4 focus-ring data-hovered:text-ink data-hovered:underline"
              >
                {crumb.label}
              </Link>
            ) : (
              <span aria-current="page" dir="auto" className="truncate text-ink">
                {crumb.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
