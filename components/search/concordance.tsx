'use client'

import { useId } from 'react'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { isTicked, type Ticks } from '@/lib/browser/search/ticks'
import { hitHref, type SearchView } from '@/lib/browser/search/search-view'
import type { useHits } from '@/lib/browser/search/use-hits'
import { inOrder } from '@/lib/domain/search/concordance-order'
import type { SearchHit } from '@/lib/schemas/search'

/** Each place with what stands about it, all under one another at what was found: in reading order below its document, or sorted by the words on one side. */
export function Concordance({
  projectId,
  order,
  hits,
  ticking,
}: {
  projectId: string
  order: SearchView['order']
  /** Given while places are ticked. */
  ticking?: Ticking
  hits: Pick<ReturnType<typeof useHits>, 'items' | 'counts' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>
}) {
  const t = useTranslations('search')
  const { items, counts, hasNextPage, isFetchingNextPage, fetchNextPage } = hits
  const groups = order === 'reading' ? byDocument(items) : [{ title: null, id: 'all', hits: inOrder(items, order) }]
  const countOf = (id: string) => counts?.documents.find((document) => document.id === id)?.hits
  return (
    <>
      {groups.map(({ id, title, hits: rows }) => (
        <section key={id} aria-label={title ?? t('sorted')} className="mb-6">
          {title !== null && (
            <h2 className="mb-1 flex items-baseline gap-2.5 font-serif text-lg text-ink">
              <span dir="auto" className="min-w-0 text-balance">
                {title}
              </span>
              {countOf(id) !== undefined && (
                <span className="shrink-0 font-sans text-[0.8125rem] text-ink-muted tabular-nums">
                  {t('places', { count: countOf(id) ?? 0 })}
                </span>
              )}
            </h2>
          )}
          <ol className="flex flex-col">
            {rows.map((hit) => (
              <HitRow
                key={`${hit.documentId} ${hit.start}`}
                hit={hit}
                href={hitHref(projectId, hit)}
                isTitled={title === null}
                ticking={ticking}
              />
            ))}
          </ol>
        </section>
      ))}
      {hasNextPage && (
        <div className="flex flex-col items-center gap-2 border-t border-rule pt-5">
          {order !== 'reading' && (
            <p className="text-[0.8125rem] text-ink-muted">{t('sortedSoFar', { count: items.length })}</p>
          )}
          <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  )
}

interface Group {
  id: string
  title: string | null
  hits: SearchHit[]
}

function byDocument(items: readonly SearchHit[]): Group[] {
  const groups: Group[] = []
  for (const hit of items) {
    const last = groups.at(-1)
    if (last?.id === hit.documentId) last.hits.push(hit)
    else groups.push({ id: hit.documentId, title: hit.documentTitle, hits: [hit] })
  }
  return groups
}

export interface Ticking {
  ticks: Ticks
  onTick: (hit: SearchHit, is: boolean) => void
}

/** One place: a link to it in its document, with a box before it while places are ticked. On a phone it runs on as a text does. */
function HitRow({
  hit,
  href,
  isTitled,
  ticking,
}: {
  hit: SearchHit
  href: string
  isTitled: boolean
  ticking?: Ticking
}) {
  const id = useId()
  return (
    <li className="flex items-start border-b border-rule last:border-b-0">
      {ticking && (
        <Checkbox
          aria-labelledby={id}
          isSelected={isTicked(ticking.ticks, hit)}
          onChange={(is) => ticking.onTick(hit, is)}
          className="shrink-0 py-2 ps-1 pe-2.5 pointer-coarse:min-h-11 pointer-coarse:min-w-11 pointer-coarse:justify-center"
        />
      )}
      <Link
        id={id}
        href={href}
        className="block min-w-0 flex-1 rounded-sm px-1 py-1.5 text-ink no-underline focus-ring data-hovered:bg-paper-sunken pointer-coarse:min-h-11"
      >
        <span
          dir={hit.direction}
          lang={hit.language === 'und' ? undefined : hit.language}
          className="font-serif text-[0.9375rem] leading-relaxed sm:grid sm:grid-cols-[minmax(0,1fr)_fit-content(40%)_minmax(0,1fr)]"
        >
          <span className="overflow-hidden text-ink-muted sm:flex sm:justify-end sm:whitespace-pre">
            <span>{hit.before}</span>
          </span>
          <mark className="rounded-[2px] bg-accent-soft font-medium text-ink sm:truncate sm:whitespace-pre">
            {hit.match}
          </mark>
          <span className="overflow-hidden text-ellipsis text-ink-muted sm:whitespace-pre">{hit.after}</span>
        </span>
        {isTitled && (
          <span dir="auto" className="block truncate text-xs text-ink-muted sm:text-center">
            {hit.documentTitle}
          </span>
        )}
      </Link>
    </li>
  )
}
