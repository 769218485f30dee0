'use client'

import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { ProblemError } from '@/lib/browser/api'
import type { Span } from '@/lib/domain/anchoring/span'
import { outline as outlineOf } from '@/lib/editor/outline'
import { pageStarts } from '@/lib/editor/pages'
import type { NodeJson } from '@/lib/editor/document-json'
import type { Write } from './annotation-store'
import type { LayerItem } from './layer-item'
import type { TextView } from './text-view'
import { useAnnouncer } from './use-announcer'
import { useCursor } from './use-cursor'
import { useFind } from './use-find'
import { useItems } from './use-items'
import { useContent, useLayer } from './use-layer'
import { allLayers, useInks, usePainting, type Drawn } from './use-painting'
import { usePassages } from './use-passages'
import { usePins } from './use-pins'
import { useReaderTags } from './use-reader-tags'
import { useReaderUndo } from './use-reader-undo'
import { useReadingFilter } from './use-reading-filter'
import { useTextView } from './use-text-view'

export interface ReadingPlace {
  projectId: string
  documentId: string
  viewerId: string
  language: string
  pinnedTagIds: readonly string[]
  /** Told of a write that the server refused and that was reverted. */
  onRefused: (write: Write, error: ProblemError) => void
  onPinRefused: (error: ProblemError) => void
  /** Told which passage was removed, to offer bringing it back. */
  onRemoved: (id: string) => void
}

const noContent: NodeJson = { type: 'doc' }

/** Everything the reader knows and can do, without how it looks. */
export function useReading(place: ReadingPlace) {
  const { projectId, documentId, viewerId, language } = place
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const [host, setHost] = useState<HTMLElement | null>(null)
  const { spoken, announce, preface } = useAnnouncer()
  const content = useContent(projectId, documentId)
  const shown = useRef<TextView | null>(null)
  const text = useCallback(() => shown.current?.text ?? '', [])
  const {
    store,
    query: layer,
    authors: known,
    isOutdated,
  } = useLayer({ projectId, documentId, viewerId }, text, content.data?.revisionId, place.onRefused)
  const items = useItems(store)
  const { tags, createTag, proposeTag, nameOf, query: codebook } = useReaderTags(projectId)
  const tagsById = useMemo(() => new Map(tags.map((tag) => [tag.id, tag])), [tags])
  const filtering = useReadingFilter(items, tags)
  const inkOf = useInks(tags)
  // The three answers were asked for together: drawing once with all of them is much less work than drawing the text and then painting it.
  const isReady = content.data !== undefined && !layer.isPending && !codebook.isPending
  const drawn = useRef<Drawn | null>(null)
  const view = useTextView(host, scroller, isReady ? content.data?.content : undefined, language, () => {
    drawn.current = { items: store.items(), inkOf, isShown: filtering.isShown }
    return allLayers(store.items(), inkOf, filtering.isShown)
  })
  useEffect(() => {
    shown.current = view
  }, [view])
  usePainting(view, store, inkOf, filtering.isShown, drawn)
  const painted = view !== null && layer.data !== undefined
  const cursor = useCursor(view, language, announce)
  const find = useFind(view)
  const pins = usePins(projectId, place.pinnedTagIds, place.onPinRefused)
  const passages = usePassages(store, nameOf, viewerId, announce, place.onRemoved)
  const undoing = useReaderUndo({ projectId, documentId }, store)

  const doc = content.data?.content ?? noContent
  const headings = useMemo(() => outlineOf(doc), [doc])
  const pages = useMemo(() => (view ? pageStarts(doc, view.index) : []), [doc, view])
  const [focusId, setFocusId] = useState<string | null>(null)
  // As the store has it now: the next key is meant for what the key before it made, and the items follow a frame later.
  const focused = useSyncExternalStore(
    store.subscribe,
    () => (focusId === null ? null : (store.get(focusId) ?? null)),
    () => null,
  )
  const [edges, setEdges] = useState<Span | null>(null)
  const focusSpan = edges ?? focused
  const [from, to] = [focusSpan?.start, focusSpan?.end]
  useEffect(() => {
    view?.mark({ focus: from === undefined || to === undefined ? null : { start: from, end: to } })
  }, [view, from, to])

  const focus = useCallback(
    (id: string | null, scroll: 'third' | 'nearest' = 'nearest') => {
      setEdges(null)
      setFocusId(id)
      const item = id === null ? undefined : store.get(id)
      if (item) view?.scrollTo(item.start, scroll)
    },
    [store, view],
  )
  const quoteOf = useCallback((span: Span) => text().slice(span.start, span.end), [text])
  /** The shown annotations at a place, the topmost first. */
  const itemsAt = useCallback(
    (offset: number): LayerItem[] =>
      store
        .items()
        .filter((item) => item.start <= offset && offset < item.end && filtering.isShown(item))
        .sort((a, b) => a.end - a.start - (b.end - b.start) || a.start - b.start),
    [store, filtering.isShown],
  )
  /** The shown annotations of the lines between two heights of the page. */
  const itemsBeside = useCallback(
    (top: number, bottom: number): LayerItem[] => {
      const span = view?.spanBeside(top, bottom)
      return span
        ? store
            .items()
            .filter((item) => item.start < span.end && item.end > span.start && filtering.isShown(item))
            .sort((a, b) => a.start - b.start || b.end - a.end)
        : []
    },
    [view, store, filtering.isShown],
  )
  const ordered = useCallback(
    (some: readonly LayerItem[]) =>
      some.filter(filtering.isShown).sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1)),
    [filtering.isShown],
  )
  const inOrder = useMemo(() => ordered(items), [items, ordered])
  const neighbour = useCallback(
    (step: 1 | -1): LayerItem | null => {
      const now = store.items()
      const row = now === items ? inOrder : ordered(now)
      const at = row.findIndex((item) => item.id === focusId)
      if (at >= 0) return row[at + step] ?? null
      const near = cursor.selection?.start ?? cursor.cursor?.start ?? view?.visibleSpan(-60).start ?? 0
      return (step === 1 ? row.find((item) => item.start >= near) : row.findLast((item) => item.start < near)) ?? null
    },
    [store, items, inOrder, ordered, focusId, cursor.selection, cursor.cursor, view],
  )
  return {
    scroller,
    setScroller,
    setHost,
    view,
    content,
    layer,
    isOutdated,
    painted,
    store,
    items,
    inOrder,
    authors: known ?? [],
    tags,
    tagsById,
    nameOf,
    createTag,
    proposeTag,
    filtering,
    cursor,
    find,
    pins,
    passages,
    undoing,
    headings,
    pages,
    spoken,
    announce,
    preface,
    focused,
    focusId,
    focus,
    edges,
    setEdges,
    itemsAt,
    itemsBeside,
    neighbour,
    quoteOf,
  }
}

export type Reading = ReturnType<typeof useReading>
