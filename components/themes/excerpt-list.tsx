'use client'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Skeleton } from '@/components/ui/skeleton'
import { useHides } from '@/lib/browser/rounds/use-hides'
import type { Excerpt } from '@/lib/schemas/annotation'
import type { Tag } from '@/lib/schemas/tag'
import { ExcerptCard } from './excerpt-card'
import { GroupHeading } from './group-heading'

export interface ExcerptListProps {
  projectId: string
  items: readonly Excerpt[]
  total: number
  groupBy: string
  /** How many stand in each group by its key, where it is known. */
  groupCounts: ReadonlyMap<string, number>
  tagsById: ReadonlyMap<string, Tag>
  canStar: boolean
  hasMore: boolean
  isLoadingMore: boolean
  onMore: () => void
  onStar: (id: string, starred: boolean) => void
  onTag: (tagId: string) => void
  /** What else can be done with an excerpt. */
  toolsOf?: (excerpt: Excerpt) => ReactNode
}

type Row =
  | { kind: 'group'; key: string; group: NonNullable<Excerpt['group']> }
  | { kind: 'excerpt'; key: string; excerpt: Excerpt }

/**
 * The excerpts under their headings. Only what is near the window is in the page, so that fifty thousand scroll as well as fifty; the next
 * page is asked for before its place comes into sight.
 */
export function ExcerptList(props: ExcerptListProps) {
  const { items, total, groupBy, hasMore, isLoadingMore, onMore } = props
  const t = useTranslations('themes')
  const hides = useHides()
  const rows = useMemo(() => withHeadings(items), [items])
  const frame = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const measure = () => frame.current && setTop(frame.current.getBoundingClientRect().top + window.scrollY)
    measure()
    const watched = new ResizeObserver(measure)
    watched.observe(document.body)
    return () => watched.disconnect()
  }, [])

  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => (rows[index]?.kind === 'group' ? 64 : 168),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 6,
    scrollMargin: top,
  })
  const shown = virtual.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && !isLoadingMore && last >= rows.length - 20) onMore()
  }, [hasMore, isLoadingMore, last, rows.length, onMore])
  return (
    <div>
      <div ref={frame} className="relative" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const row = rows[index]
          if (!row) return null
          return (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className="absolute inset-x-0 top-0 border-rule [&:not(:first-child)]:border-t"
              style={{ transform: `translateY(${start - top}px)` }}
            >
              {row.kind === 'group' ? (
                <GroupHeading
                  group={row.group}
                  groupBy={groupBy}
                  count={props.groupCounts.get(row.group.key)}
                  projectId={props.projectId}
                  tag={props.tagsById.get(row.group.key)}
                />
              ) : (
                <ExcerptCard
                  excerpt={row.excerpt}
                  projectId={props.projectId}
                  tagsById={props.tagsById}
                  isUnderDocument={groupBy === 'document'}
                  canStar={props.canStar}
                  onStar={(starred) => props.onStar(row.excerpt.id, starred)}
                  onTag={props.onTag}
                  tools={props.toolsOf?.(row.excerpt)}
                />
              )}
            </div>
          )
        })}
      </div>
      {isLoadingMore && <Skeleton lines={4} className="pt-4" />}
      <p role="status" className="border-t border-rule pt-4 text-center text-[0.8125rem] text-ink-muted tabular-nums">
        {t(hasMore ? 'shownOf' : 'allShown', { shown: items.length, total, hides })}
      </p>
    </div>
  )
}

/** A heading before each group; with groupBy=tag one annotation may stand under several. */
function withHeadings(items: readonly Excerpt[]): Row[] {
  return items.flatMap((excerpt, index): Row[] => {
    const { group } = excerpt
    const key = `${group?.key ?? ''}:${excerpt.id}`
    const row = { kind: 'excerpt', key, excerpt } as const
    return group && group.key !== items[index - 1]?.group?.key
      ? [{ kind: 'group', key: `group:${group.key}`, group }, row]
      : [row]
  })
}
