'use client'

import { Suspense, type ReactNode } from 'react'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Bell } from '@/components/notifications/bell'
import { AppearanceMenu } from '@/components/ui/appearance-menu'
import { classNames } from '@/components/ui/class-names'
import { callApi } from '@/lib/browser/api'
import type { Locale } from '@/lib/i18n/locales'
import { AccountMenu } from './account-menu'
import { projectSections, type ProjectSection, type Waiting } from './project-sections'
import { SectionBar, SectionRow } from './section-nav'
import { useOwnLanguage } from './use-own-language'
import { Wordmark } from './wordmark'

export interface AppShellProps {
  /** Who is signed in; `locale` is the language they chose. */
  account: { name: string; email: string; locale: string }
  /** The project one is in; without it the header has the wordmark alone. */
  project?: { id: string; name: string }
  /** The sections this person may see; by default all. */
  sections?: readonly ProjectSection[]
  /** How much waits for this person in a section; nothing is shown where nothing does. */
  waiting?: Waiting
  /** `page`: a column with margins, for tables, forms and lists. `full`: the whole width and no padding, for the reader. */
  width?: 'page' | 'full'
  children: ReactNode
}

const keepWithAccount = (locale: Locale) => callApi('PATCH', '/me', { locale })

/**
 * The frame of every page for somebody signed in: skip link, slim header (wordmark, project, sections, appearance, account), the
 * `main` landmark, and on a phone the sections as a bar at the foot. Meant for a layout:
 * `<AppShell account={viewer} project={project} sections={visible}>{children}</AppShell>`.
 */
export function AppShell({
  account,
  project,
  sections = projectSections,
  waiting,
  width = 'page',
  children,
}: AppShellProps) {
  const t = useTranslations('shell')
  useOwnLanguage(account.locale)
  return (
    <div className={classNames('flex min-h-dvh flex-col', width === 'full' && 'h-dvh')}>
      <a
        href="#main"
        className="fixed start-4 top-2 z-50 -translate-y-20 rounded-md border border-rule-strong bg-paper-raised px-4 py-2 text-sm focus:translate-y-0"
      >
        {t('skip')}
      </a>
      {/* A boundary of its own, so that a page comes to life before what stands around it. */}
      <Suspense>
        <header className="sticky top-0 z-30 border-b border-rule bg-paper">
          <div className="flex h-14 items-center gap-4 px-4 sm:px-6">
            <Link
              href="/"
              aria-label={`${t('name')}: ${t('projects')}`}
              className="flex min-h-9 shrink-0 items-center rounded-sm focus-ring pointer-coarse:min-h-11"
            >
              <Wordmark className={project && 'max-sm:hidden'} />
              {project && (
                <span className="-ms-2 grid min-w-8 place-items-center font-serif text-xl sm:hidden" aria-hidden>
                  C
                </span>
              )}
            </Link>
            {project && (
              <>
                <span aria-hidden className="h-5 border-s border-rule-strong" />
                <Link
                  href={`/projects/${project.id}`}
                  dir="auto"
                  className="min-w-0 shrink-999 truncate rounded-sm font-serif text-[1.0625rem] text-ink-muted italic focus-ring data-hovered:text-ink md:max-w-64"
                >
                  {project.name}
                </Link>
              </>
            )}
            <div className="ms-auto flex h-14 min-w-0 items-center gap-6">
              {project && <SectionRow projectId={project.id} sections={sections} waiting={waiting} />}
              <div className="flex shrink-0 items-center gap-1">
                <Bell />
                <AppearanceMenu keepLanguage={keepWithAccount} />
                <AccountMenu name={account.name} email={account.email} />
              </div>
            </div>
          </div>
        </header>
      </Suspense>
      <main
        id="main"
        tabIndex={-1}
        className={classNames(
          'flex-1 outline-none',
          width === 'page' ? 'mx-auto w-full max-w-6xl px-4 pt-8 sm:px-6 sm:pt-12' : 'min-h-0',
          project ? 'pb-20 md:pb-12' : 'pb-12',
          width === 'full' && 'max-md:pb-14 md:pb-0!',
        )}
      >
        {children}
      </main>
      {project && <SectionBar projectId={project.id} sections={sections} waiting={waiting} />}
    </div>
  )
}
