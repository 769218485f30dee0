'use client'

import { Ellipsis } from 'lucide-react'
import { Button, Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { Menu, MenuItem } from '@/components/ui/menu'
import { Tooltip } from '@/components/ui/tooltip'
import {
  pageHref,
  pageIcons,
  projectSections,
  sectionIcons,
  sectionOf,
  type ProjectPage,
  type ProjectSection,
  type Waiting,
} from './project-places'
import { useLastPages } from './use-last-pages'

export interface SectionNavProps {
  projectId: string
  /** The pages of each section that this person is offered. */
  pages: Record<ProjectSection, readonly ProjectPage[]>
  waiting?: Waiting
}

/** The five sections as words in the header, from the width of a tablet; each says on hover and focus which of its pages it opens. */
export function SectionRow({ projectId, pages, waiting }: SectionNavProps) {
  const t = useTranslations('shell')
  const { current, opens } = useLastPages(projectId, pages)
  const spoken = useSpoken(waiting)
  const isFirst = (section: ProjectSection) => opens(section) === pages[section][0]
  return (
    <nav aria-label={t('sectionsLabel')} className="hidden h-14 shrink-0 items-stretch gap-5 md:flex lg:gap-7">
      {projectSections.map((section) => (
        <Tooltip
          key={section}
          text={t(isFirst(section) ? 'opens' : 'opensLast', { page: t(`page.${opens(section)}`) })}
        >
          <Link
            href={pageHref(projectId, opens(section))}
            aria-current={current && sectionOf(current) === section ? 'true' : undefined}
            {...spoken(t(`section.${section}`), pages[section])}
            className={rowItem}
          >
            {t(`section.${section}`)}
            <Count of={countOf(waiting, pages[section])} className="ms-1.5" />
          </Link>
        </Tooltip>
      ))}
    </nav>
  )
}

const rowItem =
  'flex items-center border-y-2 border-transparent forced-colors:border-[Canvas] text-sm text-ink-muted focus-ring-inset aria-[current]:border-b-accent aria-[current]:text-ink data-hovered:text-ink'

/** The pages of the section one is in, as a quiet second row under the header, in two lines rather than out of sight. Nothing where one is on none of them. */
export function PageRow({ projectId, pages, waiting }: SectionNavProps) {
  const t = useTranslations('shell')
  const { current } = useLastPages(projectId, pages)
  const spoken = useSpoken(waiting)
  if (!current) return null
  const section = sectionOf(current)
  return (
    <nav
      aria-label={t('pagesLabel', { section: t(`section.${section}`) })}
      className="flex flex-wrap gap-x-3.5 border-b border-rule px-4 sm:gap-x-5 sm:px-6"
    >
      {pages[section].map((page) => (
        <Link
          key={page}
          href={pageHref(projectId, page)}
          aria-current={page === current ? 'page' : undefined}
          {...spoken(t(`page.${page}`), [page])}
          className="flex h-9 shrink-0 items-center text-[0.8125rem] text-ink-muted focus-ring-inset aria-[current]:font-medium aria-[current]:text-ink data-hovered:text-ink pointer-coarse:h-11"
        >
          {t(`page.${page}`)}
          <Count of={countOf(waiting, [page])} className="ms-1.5" />
        </Link>
      ))}
    </nav>
  )
}

/** Four sections as a bar at the foot of a phone, and the pages of the project under "More". */
export function SectionBar({ projectId, pages, waiting }: SectionNavProps) {
  const t = useTranslations('shell')
  const { current, opens } = useLastPages(projectId, pages)
  const spoken = useSpoken(waiting)
  const section = current && sectionOf(current)
  const item =
    'flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-[0.6875rem] text-ink-muted focus-ring-inset aria-[current]:text-accent [&_svg]:size-5'
  return (
    <nav
      aria-label={t('sectionsLabel')}
      data-bar=""
      className="fixed inset-x-0 bottom-0 z-30 short:static flex border-t border-rule bg-paper-raised pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      {projectSections.slice(0, -1).map((one) => {
        const Icon = sectionIcons[one]
        return (
          <Link
            key={one}
            href={pageHref(projectId, opens(one))}
            aria-current={section === one ? 'true' : undefined}
            {...spoken(t(`section.${one}`), pages[one])}
            className={classNames(item, 'relative')}
          >
            <Icon aria-hidden strokeWidth={1.6} />
            <Count of={countOf(waiting, pages[one])} className="absolute start-1/2 top-1.5 ms-1.5" />
            {t(`section.${one}`)}
          </Link>
        )
      })}
      <Menu
        label={t('more')}
        placement="top end"
        trigger={
          <Button className={item} aria-current={section === 'project' ? 'true' : undefined}>
            <Ellipsis aria-hidden strokeWidth={1.6} />
            {t('more')}
          </Button>
        }
      >
        {pages.project.map((page) => {
          const Icon = pageIcons[page]
          return (
            <MenuItem key={page} id={page} href={pageHref(projectId, page)} icon={<Icon aria-hidden />}>
              {t(`page.${page}`)}
            </MenuItem>
          )
        })}
      </Menu>
    </nav>
  )
}

const countOf = (waiting: Waiting | undefined, pages: readonly ProjectPage[]) =>
  pages.reduce((sum, page) => sum + (waiting?.[page] ?? 0), 0)

/** The spoken name of a link where something waits behind it; its words alone where nothing does. */
function useSpoken(waiting: Waiting | undefined) {
  const t = useTranslations('shell')
  return (name: string, pages: readonly ProjectPage[]) => {
    const count = countOf(waiting, pages)
    return count > 0 ? { 'aria-label': t('waiting', { section: name, count }) } : {}
  }
}

/** How much waits, beside the name of a section. Drawn by the style sheet: figures in the text would be part of what a voice user has to say. */
function Count({ of: count = 0, className }: { of?: number; className: string }) {
  if (count === 0) return null
  return (
    <span
      aria-hidden
      data-count={count > 99 ? '99+' : count}
      className={classNames(
        'grid min-w-4.5 place-items-center rounded-full bg-accent px-1 text-[0.6875rem] leading-4.5 font-medium text-accent-ink tabular-nums before:content-[attr(data-count)]',
        className,
      )}
    />
  )
}
