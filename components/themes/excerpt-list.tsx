'use client'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Skeleton } from '@/components/ui/skeleton'
import { useHides } from '@/lib/browser/rounds/use-hides'
import { usePrinting } from '@/lib/browser/use-printing'
import { ofSameWords } from '@/lib/domain/themes/same-words'
import type { Excerpt } from '@/lib/schemas/annotation'
import type { Tag } from '@/lib/schemas/tag'
import { ExcerptCard } from './excerpt-card'
import { GroupHeading } from './group-heading'
import { SameWordsCard } from './same-words-card'

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
  | { kind: 'words'; key: string; excerpts: readonly Excerpt[] }

/**
 * The excerpts under their headings, the very same words once, whoever marked them. Only what is near the window is in the page, so that fifty thousand scroll as well as fifty; the next
 * page is asked for before its place comes into sight. On paper stand all that were loaded.
 */
export function ExcerptList(props: ExcerptListProps) {
  const { items, total, groupBy, hasMore, isLoadingMore, onMore } = props
  const t = useTranslations('themes')
  const hides = useHides()
  const isPrinting = usePrinting()
  const passages = useMemo(() => ofSameWords(items), [items])
  const rows = useMemo(() => withHeadings(passages), [passages])
  const inGroups = useMemo(() => countsIn(passages), [passages])
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
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
    overscan: isPrinting ? rows.length : 6,
    scrollMargin: top,
  })
  const shown = virtual.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && !isLoadingMore && last >= rows.length - 20) onMore()
  }, [hasMore, isLoadingMore, last, rows.length, onMore])
  return (
    <div>
      <div ref={frame} className="relative print:h-auto!" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const row = rows[index]
          if (!row) return null
          return (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className="absolute inset-x-0 top-0 border-rule print:static print:transform-none! [&:not(:first-child)]:border-t"
              style={{ transform: `translateY(${start - top}px)` }}
            >
              {row.kind === 'group' ? (
                <GroupHeading
                  group={row.group}
                  groupBy={groupBy}
                  count={props.groupCounts.get(row.group.key)}
                  read={inGroups.get(row.group.key)}
                  projectId={props.projectId}
                  tag={props.tagsById.get(row.group.key)}
                />
              ) : (
                <Words
                  list={props}
                  excerpts={row.excerpts}
                  isOpen={unfolded.has(row.key)}
                  onOpen={(isOpen) => setUnfolded((before) => withOrWithout(before, row.key, isOpen))}
                />
              )}
            </div>
          )
        })}
      </div>
      {isLoadingMore && <Skeleton lines={4} className="pt-4" />}
      <p className="border-t border-rule pt-4 text-center text-[0.8125rem] text-ink-muted tabular-nums">
        {t(hasMore ? 'shownOf' : 'allShown', { shown: items.length, total, hides })}
        {!hasMore && passages.length < items.length && <> · {t('together.passages', { count: passages.length })}</>}
      </p>
    </div>
  )
}

/** A passage: as one coder's excerpt, or as the words that several marked. */
function Words({
  list,
  excerpts,
  isOpen,
  onOpen,
}: {
  list: ExcerptListProps
  excerpts: readonly Excerpt[]
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
}) {
  const { projectId, tagsById, groupBy, canStar, onStar, onTag, toolsOf } = list
  const isShared = excerpts.length > 1
  const cards = excerpts.map((excerpt) => (
    <ExcerptCard
      key={excerpt.id}
      excerpt={excerpt}
      projectId={projectId}
      tagsById={tagsById}
      isUnderDocument={isShared || groupBy === 'document'}
      isUnderWords={isShared}
      canStar={canStar}
      onStar={(starred) => onStar(excerpt.id, starred)}
      onTag={onTag}
      tools={toolsOf?.(excerpt)}
    />
  ))
  if (!isShared) return cards
  return (
    <SameWordsCard
      excerpts={excerpts}
      projectId={projectId}
      tagsById={tagsById}
      isUnderDocument={groupBy === 'document'}
      isOpen={isOpen}
      onOpen={onOpen}
      onTag={onTag}
    >
      {cards}
    </SameWordsCard>
  )
}

function withOrWithout(keys: ReadonlySet<string>, key: string, isIn: boolean): ReadonlySet<string> {
  const others = [...keys].filter((other) => other !== key)
  return new Set(isIn ? [...others, key] : others)
}

/** A heading before each group; with groupBy=tag one annotation may stand under several. */
function withHeadings(passages: readonly Excerpt[][]): Row[] {
  return passages.flatMap((excerpts, index): Row[] => {
    const [first] = excerpts
    if (!first) return []
    const { group } = first
    const row = { kind: 'words', key: `${group?.key ?? ''}:${first.id}`, excerpts } as const
    return group && group.key !== passages[index - 1]?.[0]?.group?.key
      ? [{ kind: 'group', key: `group:${group.key}`, group }, row]
      : [row]
  })
}

/** How many passages and excerpts of each group are read so far. */
function countsIn(passages: readonly Excerpt[][]): ReadonlyMap<string, { passages: number; excerpts: number }> {
  const counts = new Map<string, { passages: number; excerpts: number }>()
  for (const excerpts of passages) {
    const key = excerpts[0]?.group?.key
    if (key === undefined) continue
    const before = counts.get(key) ?? { passages: 0, excerpts: 0 }
    counts.set(key, { passages: before.passages + 1, excerpts: before.excerpts + excerpts.length })
  }
  return counts
}
