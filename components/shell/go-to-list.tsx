'use client'

import {
  Bell,
  BookMarked,
  Contact,
  DatabaseBackup,
  FileText,
  Hourglass,
  LibraryBig,
  Search,
  TextQuote,
  UserRound,
  UsersRound,
  X,
} from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Autocomplete, Button, Menu, MenuItem, MenuSection, Header } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { rowClasses } from '@/components/ui/list-item'
import { SearchField } from '@/components/ui/search-field'
import { TagDot } from '@/components/ui/tag-chip'
import { longestQuery, useNames } from '@/lib/browser/projects/use-names'
import { hitHref } from '@/lib/browser/search/search-view'
import { useFirstHits } from '@/lib/browser/search/use-first-hits'
import { bestNames } from '@/lib/domain/search/best-names'
import { pageHref, pageIcons, projectSections, type ProjectPage, type ProjectSection } from './project-places'

/** Where one can go in a project. */
interface Places {
  projectId: string
  /** The pages of each section that this person is offered. */
  pages: Record<ProjectSection, readonly ProjectPage[]>
}

/** Somewhere to go. */
interface Place {
  id: string
  name: string
  href: string
  icon: ReactNode
  /** Where it stands: the tags above a tag, the section of a page. */
  note?: string
}

export interface GoToListProps extends Places {
  /** Whether this person administers the server: its accounts and backups are offered to nobody else. */
  isAdmin: boolean
  /** Closes what the list stands in. */
  onGone: () => void
}

/** What is to be found, typed words first: pages of the project and those outside it for none, otherwise all that is called so. */
export function GoToList({ projectId, pages, isAdmin, onGone }: GoToListProps) {
  const t = useTranslations('shell.goTo')
  const [query, setQuery] = useState('')
  const { groups, isAsking, hasFailed } = usePlaces({ projectId, pages, isAdmin }, query)
  const early = useEarlyEnter({ query, isAsking, first: hasFailed ? undefined : groups[0]?.places[0], onGone })
  // What is called so: the search of the texts is offered whatever is typed.
  const count = groups.reduce((sum, { kind, places }) => sum + (kind === 'texts' ? 0 : places.length), 0)
  return (
    <Autocomplete
      inputValue={query}
      onInputChange={(typed) => {
        early.typed()
        setQuery(typed.slice(0, longestQuery))
      }}
    >
      <div className="flex items-center gap-1 border-b border-rule p-3" onKeyDownCapture={early.onKeyDown}>
        {/* The dialog was asked for to type in. */}
        {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
        <SearchField autoFocus label={t('title')} maxLength={longestQuery} className="flex-1" />
        <Button
          slot="close"
          aria-label={t('close')}
          className="grid size-11 place-items-center rounded-md text-ink-muted focus-ring sm:hidden"
        >
          <X aria-hidden className="size-4.5" />
        </Button>
      </div>
      <p role="status" className="sr-only">
        {query.trim() !== '' && !isAsking ? t('count', { count }) : ''}
      </p>
      <Menu
        aria-label={t('places')}
        onAction={onGone}
        className="min-h-0 flex-1 overflow-y-auto p-2 outline-none"
        renderEmptyState={() => (
          <p className="px-2 py-6 text-center text-sm text-ink-muted">
            {hasFailed ? t('failed') : isAsking ? t('asking') : t('nothing', { query: query.trim() })}
          </p>
        )}
      >
        {groups.map(({ kind, places }) => (
          <MenuSection key={kind} id={kind}>
            <Header className="label-caps px-2 pt-2.5 pb-1">{t(`kind.${kind}`)}</Header>
            {places.map((place) => (
              <MenuItem
                key={place.id}
                id={place.id}
                href={place.href}
                textValue={place.name}
                className={`${rowClasses} no-underline`}
              >
                {place.icon}
                <span dir="auto" className="min-w-0 flex-1 truncate">
                  {place.name}
                </span>{' '}
                {place.note && (
                  <span dir="auto" className="max-w-[45%] min-w-0 truncate text-xs text-ink-muted">
                    {place.note}
                  </span>
                )}
              </MenuItem>
            ))}
          </MenuSection>
        ))}
      </Menu>
    </Autocomplete>
  )
}

/**
 * Enter, pressed while it is still asked what is called so, goes to the first that is found as soon as that is there: what is shown until then was found for
 * other words. Whoever has gone into the list has chosen among what it shows.
 */
function useEarlyEnter({
  query,
  isAsking,
  first,
  onGone,
}: {
  query: string
  isAsking: boolean
  first: Place | undefined
  onGone: () => void
}) {
  const router = useRouter()
  const [isWaiting, setWaiting] = useState(false)
  const hasChosen = useRef(false)
  useEffect(() => {
    if (!isWaiting || isAsking) return
    // eslint-disable-next-line react-hooks/set-state-in-effect -- what is waited for comes from outside
    setWaiting(false)
    if (!first) return
    router.push(first.href)
    onGone()
  }, [isWaiting, isAsking, first, router, onGone])
  return {
    typed: () => {
      hasChosen.current = false
      setWaiting(false)
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') hasChosen.current = true
      if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(event.target instanceof HTMLInputElement)) return
      if (!isAsking || hasChosen.current || query.trim() === '') return
      event.preventDefault()
      event.stopPropagation()
      setWaiting(true)
    },
  }
}

type Kind = 'pages' | 'documents' | 'tags' | 'themes' | 'cases' | 'members' | 'beyond' | 'texts'

function usePlaces({ projectId, pages, isAdmin }: Omit<GoToListProps, 'onGone'>, query: string) {
  const shell = useTranslations('shell')
  const { found, isAsking, hasFailed } = useNames(projectId, query)
  const at = `/projects/${projectId}`
  const texts = useTexts(projectId, query)
  const beyond = useBeyond(isAdmin, query)
  const offered = projectSections.flatMap((section) =>
    pages[section].map((page): Place => {
      const Icon = pageIcons[page]
      const note = shell(`section.${section}`)
      const name = shell(`page.${page}`)
      return {
        id: `page ${page}`,
        name,
        href: pageHref(projectId, page),
        icon: <Icon aria-hidden strokeWidth={1.6} />,
        note: note === name ? undefined : note,
      }
    }),
  )
  // Until the answer comes, what was found for other words is shown as far as it has these, in their order.
  const still = <Row extends { name: string }>(rows: readonly Row[] = []) => bestNames(query, rows, rows.length)
  const groups: { kind: Kind; places: Place[] }[] = [
    { kind: 'pages', places: query.trim() === '' ? offered : bestNames(query, offered, 4) },
    {
      kind: 'documents',
      places: still(found?.documents).map(({ id, name }) => ({
        id,
        name,
        href: `${at}/documents/${id}`,
        icon: <FileText aria-hidden strokeWidth={1.6} />,
      })),
    },
    {
      kind: 'tags',
      places: still(found?.tags).map(({ id, name, path, colour }) => ({
        id,
        name,
        href: `${at}/codebook/${id}`,
        icon: <TagDot colour={colour} className="mx-[3px]" />,
        note: path.join(' › ') || undefined,
      })),
    },
    {
      kind: 'themes',
      places: still(found?.themes).map(({ id, name }) => ({
        id,
        name,
        href: `${at}/themes/${id}`,
        icon: <BookMarked aria-hidden strokeWidth={1.6} />,
      })),
    },
    {
      kind: 'cases',
      places: still(found?.cases).map(({ id, name }) => ({
        id,
        name,
        href: `${at}/cases?case=${id}`,
        icon: <Contact aria-hidden strokeWidth={1.6} />,
      })),
    },
    {
      kind: 'members',
      places: still(found?.members).map(({ id, name }) => ({
        id,
        name,
        href: `${at}/members#${id}`,
        icon: <UserRound aria-hidden strokeWidth={1.6} />,
      })),
    },
  ]
  groups.push({ kind: 'beyond', places: beyond })
  // Behind what is called so, and never before it: whoever presses Enter meanwhile means the first of all.
  if (!isAsking) groups.push({ kind: 'texts', places: texts })
  return { groups: groups.filter(({ places }) => places.length > 0), isAsking, hasFailed }
}

/** Pages that belong to no project, found by their name or by where they stand. */
function useBeyond(isAdmin: boolean, query: string): Place[] {
  const shell = useTranslations('shell')
  const notifications = useTranslations('notifications')
  const jobs = useTranslations('jobs')
  const note = shell('goTo.administration')
  const places: Place[] = [
    { id: 'projects', name: shell('projects'), href: '/', icon: <LibraryBig aria-hidden strokeWidth={1.6} /> },
    {
      id: 'notifications',
      name: notifications('title'),
      href: '/notifications',
      icon: <Bell aria-hidden strokeWidth={1.6} />,
    },
    { id: 'own jobs', name: jobs('own'), href: '/jobs', icon: <Hourglass aria-hidden strokeWidth={1.6} /> },
    {
      id: 'account',
      name: shell('accountSettings'),
      href: '/account',
      icon: <UserRound aria-hidden strokeWidth={1.6} />,
    },
    ...(isAdmin
      ? [
          {
            id: 'accounts',
            name: shell('goTo.accounts'),
            note,
            href: '/account#accounts',
            icon: <UsersRound aria-hidden strokeWidth={1.6} />,
          },
          {
            id: 'backups',
            name: shell('goTo.backups'),
            note,
            href: '/account#backups',
            icon: <DatabaseBackup aria-hidden strokeWidth={1.6} />,
          },
        ]
      : []),
  ]
  if (query.trim() === '') return places
  const named = places.map((place) => ({ name: `${place.name} ${place.note ?? ''}`, place }))
  return bestNames(query, named, named.length).map(({ place }) => place)
}

/** The search of all texts for what is typed, and the first places that it finds. */
function useTexts(projectId: string, query: string): Place[] {
  const t = useTranslations('shell.goTo')
  const hits = useFirstHits(projectId, query)
  const wanted = query.trim()
  if (wanted === '') return []
  return [
    {
      id: 'search the texts',
      name: t('searchTexts', { query: wanted }),
      href: `/projects/${projectId}/search?${new URLSearchParams({ q: wanted }).toString()}`,
      icon: <Search aria-hidden strokeWidth={1.6} />,
    },
    ...hits.map((hit) => ({
      id: `hit ${hit.documentId} ${hit.start}`,
      name: `${hit.before.slice(-24)}${hit.match}${hit.after.slice(0, 40)}`.trim(),
      href: hitHref(projectId, hit),
      icon: <TextQuote aria-hidden strokeWidth={1.6} />,
      note: hit.documentTitle,
    })),
  ]
}
