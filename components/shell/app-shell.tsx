'use client'

import { Suspense, type ReactNode } from 'react'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { RunningJobs } from '@/components/jobs/running-jobs'
import { Bell } from '@/components/notifications/bell'
import { AppearanceMenu } from '@/components/ui/appearance-menu'
import { classNames } from '@/components/ui/class-names'
import { callApi } from '@/lib/browser/api'
import type { Locale } from '@/lib/i18n/locales'
import { AccountMenu } from './account-menu'
import { GoTo } from './go-to'
import { OfflineBar } from './offline-bar'
import { sectionPages, type ProjectPage, type ProjectSection, type Waiting } from './project-places'
import { PageRow, SectionBar, SectionRow } from './section-nav'
import { useLeftBehind } from './use-left-behind'
import { useOwnLanguage } from './use-own-language'
import { useOwnPage } from './use-own-page'
import { Wordmark } from './wordmark'

/** Who is signed in, as the frame needs to know it. */
export interface ShownAccount {
  userId: string
  name: string
  email: string
  locale: string
  isAdmin: boolean
}

export interface AppShellProps {
  /** Who is signed in; `locale` is the language they chose. */
  account: ShownAccount
  /** The project one is in; without it the header has the wordmark alone. */
  project?: { id: string; name: string }
  /** The pages of each section that this person is offered; by default all. */
  pages?: Record<ProjectSection, readonly ProjectPage[]>
  /** How much waits for this person on a page; nothing is shown where nothing does. */
  waiting?: Waiting
  /** `page`: a column with margins, for tables, forms and lists. `full`: the whole width, no padding and no row of pages, for the reader. */
  width?: 'page' | 'full'
  /** What stands between the header and the page, or says by `order` that it stands elsewhere. */
  strip?: ReactNode
  children: ReactNode
}

const keepWithAccount = (locale: Locale) => callApi('PATCH', '/me', { locale })

/**
 * The frame of every page for somebody signed in: skip link, slim header (wordmark, project, the five sections, the field that goes
 * anywhere, appearance, account) with the pages of the section in a row below, the `main` landmark, and on a phone the sections as a bar at the foot. Meant
 * for a layout: `<AppShell account={viewer} project={project} pages={pagesFor(abilities)}>{children}</AppShell>`.
 */
export function AppShell({
  account,
  project,
  pages = sectionPages,
  waiting,
  width = 'page',
  strip,
  children,
}: AppShellProps) {
  const t = useTranslations('shell')
  useOwnPage(account.userId)
  useOwnLanguage(account.locale)
  useLeftBehind(account.userId)
  const places = project && { projectId: project.id, pages, waiting }
  return (
    <div
      className={classNames(
        'flex min-h-dvh flex-col',
        width === 'full' && 'h-dvh short:h-auto print:h-auto',
        'print:block',
      )}
    >
      <OfflineBar viewerId={account.userId} />
      <a
        href="#main"
        className="fixed start-4 top-2 z-50 -translate-y-20 rounded-md border border-rule-strong bg-paper-raised px-4 py-2 text-sm focus:translate-y-0 print:hidden"
      >
        {t('skip')}
      </a>
      {/* A boundary of its own, so that a page comes to life before what stands around it. */}
      <Suspense>
        <header data-bar="" className="z-30 bg-paper md:sticky md:top-(--offline-top) print:hidden">
          <div className="flex min-h-14 items-center gap-3 border-b border-rule px-4 sm:px-6 lg:gap-4">
            <HomeLink isShort={project !== undefined} />
            {project && <ProjectName {...project} />}
            <div className="ms-auto flex shrink-0 items-center gap-3 lg:gap-6">
              {places && <SectionRow {...places} />}
              <div className="flex shrink-0 items-center gap-1">
                {places && <GoTo {...places} isAdmin={account.isAdmin} />}
                <RunningJobs />
                <Bell />
                <AppearanceMenu keepLanguage={keepWithAccount} />
                <AccountMenu name={account.name} email={account.email} />
              </div>
            </div>
          </div>
          {places && width === 'page' && <PageRow {...places} />}
        </header>
      </Suspense>
      {strip}
      <main
        id="main"
        tabIndex={-1}
        className={classNames(
          'flex-1 outline-none print:m-0 print:max-w-none print:p-0!',
          width === 'page' ? 'mx-auto w-full max-w-6xl px-4 pt-4 sm:px-6 sm:pt-9' : 'min-h-0',
          project ? 'pb-20 md:pb-12 short:pb-6' : 'pb-12',
          // A strip stands between the text and the foot bar, and leaves the room for that.
          width === 'full' && 'max-md:pb-14 max-md:[[data-strip]~&]:pb-0 md:pb-0! short:pb-0!',
        )}
      >
        {children}
      </main>
      {places && <SectionBar {...places} />}
    </div>
  )
}

/** The way to one's projects: the wordmark, in a project and on a phone its letter alone. */
function HomeLink({ isShort }: { isShort: boolean }) {
  const t = useTranslations('shell')
  return (
    <Link
      href="/"
      aria-label={`${t('name')}: ${t('projects')}`}
      className="flex min-h-9 shrink-0 items-center rounded-sm focus-ring pointer-coarse:min-h-11"
    >
      <Wordmark className={isShort ? 'max-lg:hidden' : undefined} />
      {isShort && (
        <span className="-ms-2 grid min-w-8 place-items-center font-serif text-xl lg:hidden" aria-hidden>
          C
        </span>
      )}
    </Link>
  )
}

/** The project one is in: whole where there is room for it on as many lines as it takes, in one line on a small screen. */
function ProjectName({ id, name }: { id: string; name: string }) {
  return (
    <>
      <span aria-hidden className="h-5 shrink-0 border-s border-rule-strong" />
      <Link
        href={`/projects/${id}`}
        dir="auto"
        className={classNames(
          'min-w-0 truncate rounded-sm font-serif text-ink-muted italic focus-ring data-hovered:text-ink pointer-coarse:leading-11 xl:py-1 xl:pointer-coarse:py-2.5 xl:leading-tight xl:text-balance xl:whitespace-normal',
          // A long name takes smaller letters before it takes more lines.
          name.length > 40 ? 'text-[1.0625rem] xl:text-sm' : 'text-[1.0625rem]',
        )}
      >
        {name}
      </Link>
    </>
  )
}
