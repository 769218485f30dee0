'use client'

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ProblemError } from '@/lib/browser/api'
import type { Span } from '@/lib/domain/anchoring/span'
import { outline as outlineOf } from '@/lib/editor/outline'
import { pageStarts } from '@/lib/editor/pages'
import type { NodeJson } from '@/lib/editor/document-json'
import type { Write } from './annotation-store'
import type { TextView } from './text-view'
import { useAnnouncer } from './use-announcer'
import { useCursor } from './use-cursor'
import { useFind } from './use-find'
import { useFocusedPassage } from './use-focused-passage'
import { useItems } from './use-items'
import { useContent, useLayer } from './use-layer'
import { allLayers, useInks, usePainting, type Drawn } from './use-painting'
import { usePassages } from './use-passages'
import { usePins } from './use-pins'
import { useReaderTags } from './use-reader-tags'
import { useReaderUndo } from './use-reader-undo'
import { useReadingFilter } from './use-reading-filter'
import { useItemsByPlace, useItemsInOrder } from './use-shown-items'
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

  const { headings, pages } = useHeadingsAndPages(content.data?.content ?? noContent, view)
  const { focusId, focused, focus, edges, setEdges } = useFocusedPassage(store, view)
  const quoteOf = useCallback((span: Span) => text().slice(span.start, span.end), [text])
  const { itemsAt, itemsBeside } = useItemsByPlace(store, view, filtering.isShown)
  const { inOrder, neighbour } = useItemsInOrder({ store, items, isShown: filtering.isShown, focusId, cursor, view })
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

/** Where one can go in a text: its headings, and the pages of the file that it comes from. */
function useHeadingsAndPages(doc: NodeJson, view: TextView | null) {
  const headings = useMemo(() => outlineOf(doc), [doc])
  const pages = useMemo(() => (view ? pageStarts(doc, view.index) : []), [doc, view])
  return { headings, pages }
}
