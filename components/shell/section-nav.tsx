'use client'

import { Ellipsis } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { Button, Link } from 'react-aria-components'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { Menu, MenuItem, type MenuProps } from '@/components/ui/menu'
import { useMedia } from '@/lib/browser/use-media'
import { sectionHref, sectionIcons, type ProjectSection, type Waiting } from './project-sections'

interface SectionNavProps {
  projectId: string
  sections: readonly ProjectSection[]
  waiting?: Waiting
}

function useIsCurrent(projectId: string): (section: ProjectSection) => boolean {
  const path = usePathname()
  return (section) => {
    const href = sectionHref(projectId, section)
    return path === href || path.startsWith(`${href}/`)
  }
}

/** How many of the sections, the daily ones first, stand in the header of a tablet held upright and of a small screen; the others are under "More" there. */
const [upright, daily] = [4, 6]

/** The sections as words in the header, from the width of a tablet. */
export function SectionRow({ projectId, sections, waiting = {} }: SectionNavProps) {
  const t = useTranslations('shell')
  const isCurrent = useIsCurrent(projectId)
  const isUpright = useMedia('(width < 64rem)')
  const rest = sections.slice(isUpright ? upright : daily)
  return (
    <nav
      aria-label={t('sectionsLabel')}
      className="hidden h-full min-w-0 items-stretch gap-4 overflow-x-auto [scrollbar-width:none] md:flex xl:gap-6 *:shrink-0"
    >
      {sections.map((section, place) => (
        <Link
          key={section}
          href={sectionHref(projectId, section)}
          aria-current={isCurrent(section) ? 'page' : undefined}
          aria-label={
            waiting[section] ? t('waiting', { section: t(`section.${section}`), count: waiting[section] }) : undefined
          }
          className={classNames(place >= daily ? 'max-xl:hidden' : place >= upright && 'max-lg:hidden', rowItem)}
        >
          {t(`section.${section}`)}
          <Count of={waiting[section]} className="ms-1.5" />
        </Link>
      ))}
      {rest.length > 0 && (
        <span className="flex xl:hidden">
          <MoreSections projectId={projectId} sections={rest}>
            <Button
              className={classNames(rowItem, 'cursor-default')}
              aria-current={rest.some(isCurrent) ? 'true' : undefined}
            >
              {t('more')}
            </Button>
          </MoreSections>
        </span>
      )}
    </nav>
  )
}

const rowItem =
  'flex items-center border-y-2 border-transparent text-sm text-ink-muted focus-ring-inset aria-[current]:border-b-accent aria-[current]:text-ink data-hovered:text-ink'

/** The sections as a bar at the foot of a phone: the first four in sight, the others under "More". */
export function SectionBar({ projectId, sections, waiting = {} }: SectionNavProps) {
  const t = useTranslations('shell')
  const isCurrent = useIsCurrent(projectId)
  const item =
    'flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-[0.6875rem] text-ink-muted focus-ring-inset aria-[current]:text-accent [&_svg]:size-5'
  const rest = sections.slice(4)
  return (
    <nav
      aria-label={t('sectionsLabel')}
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-rule bg-paper-raised pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {sections.slice(0, 4).map((section) => {
        const Icon = sectionIcons[section]
        return (
          <Link
            key={section}
            href={sectionHref(projectId, section)}
            aria-current={isCurrent(section) ? 'page' : undefined}
            aria-label={
              waiting[section] ? t('waiting', { section: t(`section.${section}`), count: waiting[section] }) : undefined
            }
            className={classNames(item, 'relative')}
          >
            <Icon aria-hidden strokeWidth={1.6} />
            <Count of={waiting[section]} className="absolute start-1/2 top-1.5 ms-1.5" />
            {t(`section.${section}`)}
          </Link>
        )
      })}
      {rest.length > 0 && (
        <MoreSections projectId={projectId} sections={rest} placement="top end">
          <Button className={item} aria-current={rest.some(isCurrent) ? 'true' : undefined}>
            <Ellipsis aria-hidden strokeWidth={1.6} />
            {t('more')}
          </Button>
        </MoreSections>
      )}
    </nav>
  )
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

/** The sections that have no place of their own, behind the button that is its child. */
function MoreSections({
  projectId,
  sections,
  placement,
  children,
}: SectionNavProps & Pick<MenuProps, 'placement'> & { children: ReactNode }) {
  const t = useTranslations('shell')
  return (
    <Menu label={t('more')} placement={placement} trigger={children}>
      {sections.map((section) => {
        const Icon = sectionIcons[section]
        return (
          <MenuItem key={section} id={section} href={sectionHref(projectId, section)} icon={<Icon aria-hidden />}>
            {t(`section.${section}`)}
          </MenuItem>
        )
      })}
    </Menu>
  )
}
