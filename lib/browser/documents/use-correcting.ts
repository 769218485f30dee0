'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { callApi } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import { carryAll, type CarriedSpans } from '@/lib/domain/anchoring/carry-span'
import { canonicalText } from '@/lib/editor/canonical-text'
import type { NodeJson } from '@/lib/editor/document-json'
import { textEdits } from '@/lib/editor/text-edits'
import type { DocumentAnnotations } from '@/lib/schemas/annotation'
import type { CorrectionPreview, Revised } from '@/lib/schemas/revision'
import { layerItemsOf, type LayerItem } from '../reader/layer-item'
import type { InkOf } from '../reader/ink-sheet'
import type { PaintLayer } from '../reader/highlight-plugin'
import { layersOf } from '../reader/paint-layers'
import { CorrectingView } from './correcting-view'

interface Base {
  revisionId: string
  content: NodeJson
  text: string
}

/** How long nobody must type before it is counted what becomes of the passages: the highlights go along at once, and counting looks at the whole text. */
const pause = 300

const noItems: LayerItem[] = []

/**
 * The text of a document while it is corrected in `host`: what is marked on it, what would become of that (`carried`, by the rule that the server has too), looking
 * at it and saving it. What was typed stays whatever the server answers.
 */
export function useCorrecting(
  { projectId, documentId, label }: { projectId: string; documentId: string; label: string },
  host: HTMLElement | null,
  inkOf: InkOf,
) {
  const queries = useQueryClient()
  const address = addressOf(projectId, documentId)
  const { stored, layer, first, base, shown, items, isOutdated, setSaved } = useCorrectedText(projectId, documentId)
  const { view, isChanged, carried, soon } = useCorrectingView({ host, label, first, base, items, inkOf })
  const input = () => ({ baseRevisionId: base?.revisionId ?? '', content: view?.read().content })
  return {
    failed: stored.error ?? layer.error,
    retry: () => void Promise.all([stored.refetch(), layer.refetch()]),
    isReady: view !== null,
    isOutdated,
    isChanged,
    carried,
    authors: shown?.authors ?? [],
    baseText: base?.text ?? '',
    revisionId: base?.revisionId,
    /** Puts the stored text back. */
    discard: () => {
      if (base) view?.show(base.content)
      soon(0)
    },
    preview: (signal: AbortSignal) =>
      callApi<CorrectionPreview>('POST', `${address}/revisions/preview`, input(), signal),
    save: async (reason: string): Promise<Revised> => {
      const { baseRevisionId, content } = input()
      const done = await callApi<Revised>('POST', `${address}/revisions`, {
        baseRevisionId,
        content,
        ...(reason.trim() !== '' && { reason }),
      })
      if (content)
        setSaved({ revisionId: done.revision.id, content, text: canonicalText(content), from: baseRevisionId })
      void queries.invalidateQueries({ queryKey: queryKeys.layer(projectId, documentId) })
      return done
    },
  }
}

const addressOf = (projectId: string, documentId: string): string => `/projects/${projectId}/documents/${documentId}`

/** The text that is being corrected, which a saved correction replaces, and what is marked on it. */
function useCorrectedText(projectId: string, documentId: string) {
  const address = addressOf(projectId, documentId)
  const stored = useQuery({
    // Not among what an event makes stale: the text that somebody is correcting stays the one they began with.
    queryKey: ['correcting', projectId, documentId],
    queryFn: ({ signal }) =>
      callApi<{ revisionId: string; content: NodeJson }>('GET', `${address}/content`, undefined, signal),
    staleTime: Infinity,
    gcTime: 0,
    structuralSharing: false,
  })
  const layer = useQuery({
    queryKey: [...queryKeys.layer(projectId, documentId), 'correcting'],
    queryFn: ({ signal }) => callApi<DocumentAnnotations>('GET', `${address}/annotations`, undefined, signal),
    structuralSharing: false,
  })
  const [saved, setSaved] = useState<(Base & { from: string }) | null>(null)
  const first = useMemo(
    (): Base | null => (stored.data ? { ...stored.data, text: canonicalText(stored.data.content) } : null),
    [stored.data],
  )
  const base = saved ?? first
  const shown = layer.data && base && layer.data.revisionId === base.revisionId ? layer.data : null
  const items = useMemo(() => (shown ? layerItemsOf(shown) : null), [shown])
  const isOutdated =
    layer.data !== undefined &&
    base !== null &&
    layer.data.revisionId !== base.revisionId &&
    layer.data.revisionId !== saved?.from
  return { stored, layer, first, base, shown, items, isOutdated, setSaved }
}

interface ViewNeeds {
  host: HTMLElement | null
  label: string
  /** What the view is made with. */
  first: Base | null
  /** What is stored now. */
  base: Base | null
  items: LayerItem[] | null
  inkOf: InkOf
}

/** The field in which one types, with the highlights going along; what becomes of the passages is counted once nobody types. */
function useCorrectingView({ host, label, first, base, items, inkOf }: ViewNeeds) {
  const [view, setView] = useState<CorrectingView | null>(null)
  const [isChanged, setChanged] = useState(false)
  const [carried, setCarried] = useState<CarriedSpans<LayerItem> | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const counting = useRef(() => undefined as void)
  const soon = useCallback((wait = pause) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => counting.current(), wait)
  }, [])
  useEffect(() => {
    counting.current = () => {
      if (!view || !base) return
      // Painting would break what an input method is composing.
      if (view.isComposing()) return soon()
      const { content, text } = view.read()
      const edits = textEdits(base.text, text).map((edit) => ({
        start: edit.start,
        end: edit.end,
        insert: edit.text.length,
      }))
      const counted = carryAll(text, items ?? noItems, edits)
      view.paint(content, layersOfCarried(counted, inkOf))
      setCarried(items && counted)
      setChanged(text !== base.text || !view.holds(base.content))
    }
    soon(0)
  }, [view, base, items, inkOf, soon])
  useEffect(() => () => clearTimeout(timer.current), [])

  useEffect(() => {
    if (!host || !first) return
    const made = new CorrectingView(host, label, first.content, () => {
      setChanged(true)
      soon()
    })
    setView(made)
    return () => {
      setView(null)
      made.destroy()
      host.replaceChildren()
    }
  }, [host, first, label, soon])
  return { view, isChanged, carried, soon }
}

export type Correcting = ReturnType<typeof useCorrecting>

function layersOfCarried({ kept, changed }: CarriedSpans<LayerItem>, inkOf: InkOf): PaintLayer[] {
  const placed = (list: typeof kept, isTouched: boolean) =>
    list.flatMap(({ of, anchor: { start, end } }) =>
      layersOf({ ...of, start, end }, inkOf).map((layer) => ({ ...layer, isTouched })),
    )
  return [...placed(kept, false), ...placed(changed, true)]
}
