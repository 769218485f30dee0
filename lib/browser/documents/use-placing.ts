'use client'

import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { callApi } from '@/lib/browser/api'
import type { ReadingCommand, KeysByCommand } from '@/lib/domain/reading/reader-keys'
import type { NodeJson } from '@/lib/editor/document-json'
import { useAnnouncer } from '../reader/use-announcer'
import { useCursor } from '../reader/use-cursor'
import { useFind } from '../reader/use-find'
import { useReadingKeys } from '../reader/use-reading-keys'
import { useSetting } from '@/lib/browser/use-kept'
import type { Span } from '@/lib/domain/anchoring/span'
import type { TextView } from '../reader/text-view'
import { useTextView } from '../reader/use-text-view'
import { whenSelected, type PressedAt } from '@/lib/browser/reader/when-selected'

/** A place that was chosen in the text as it is now. */
export interface ChosenPlace extends Span {
  revisionId: string
  quote: string
}

interface Placing {
  projectId: string
  documentId: string
  language: string
  /** Where the passage used to be, or null where that is not known. */
  stood: number | null
  keys: KeysByCommand
  onChosen: (place: ChosenPlace) => void
  onLeave: () => void
}

const nothing = () => []

/** The text of a document in which a place for a passage is chosen, with mouse, finger, or the keys by which one selects in the reader; Enter takes it, Escape lets go and then leaves. */
export function usePlacing({ projectId, documentId, language, stood, keys, onChosen, onLeave }: Placing) {
  const [area, setArea] = useState<HTMLElement | null>(null)
  const [host, setHost] = useState<HTMLElement | null>(null)
  const { spoken, announce } = useAnnouncer()
  // The text as it is now, not as a reader that is open may have it.
  const content = useQuery({
    queryKey: ['placing', projectId, documentId],
    queryFn: ({ signal }) =>
      callApi<{ revisionId: string; content: NodeJson }>(
        'GET',
        `/projects/${projectId}/documents/${documentId}/content`,
        undefined,
        signal,
      ),
    staleTime: Infinity,
    gcTime: 0,
    structuralSharing: false,
  })
  const view = useTextView(host, area, content.data?.content, language, nothing)
  const cursor = useCursor(view, language, announce)
  const find = useFind(view)
  const [characters] = useSetting('single-keys', ['on', 'off'])
  const { select, selection, setCursor } = cursor
  useBeginning(view, area, stood, setCursor)
  useSelectingByPointer(view, area, select)
  const revisionId = content.data?.revisionId
  const chosen: ChosenPlace | null =
    view && revisionId !== undefined && selection
      ? { revisionId, ...selection, quote: view.text.slice(selection.start, selection.end) }
      : null
  const letGo = () => {
    if (selection) select(null)
    else onLeave()
  }
  const run = (command: ReadingCommand): boolean => {
    const work = commands[command]
    if (!work) return false
    work()
    return true
  }
  const commands: Partial<Record<ReadingCommand, () => void>> = {
    'next-sentence': () => cursor.move('sentence', 1),
    'previous-sentence': () => cursor.move('sentence', -1),
    'next-paragraph': () => cursor.move('paragraph', 1),
    'previous-paragraph': () => cursor.move('paragraph', -1),
    'this-sentence': () => cursor.selectSentence(selection),
    'extend-sentence': () => cursor.extend('sentence', 1),
    'shrink-sentence': () => cursor.extend('sentence', -1),
    'extend-word': () => cursor.extend('word', 1),
    'shrink-word': () => cursor.extend('word', -1),
    'extend-character': () => cursor.extend('character', 1),
    'shrink-character': () => cursor.extend('character', -1),
    'let-go': letGo,
    find: find.open,
    tag: () => chosen && onChosen(chosen),
  }
  useReadingKeys(area, run, keys, characters === 'on')
  const backToText = useCallback(() => area?.focus({ preventScroll: true }), [area])
  return {
    setArea,
    setHost,
    view,
    content,
    find,
    chosen,
    spoken,
    select,
    selectSentence: cursor.selectSentence,
    backToText,
  }
}

/** Begins where the passage used to be, with the keys in force. */
function useBeginning(
  view: TextView | null,
  area: HTMLElement | null,
  stood: number | null,
  setCursor: (sentence: Span | null) => void,
): void {
  useEffect(() => {
    if (!view || view.text === '') return
    area?.focus({ preventScroll: true })
    if (stood === null) return
    const at = Math.min(stood, view.text.length)
    view.scrollTo(at)
    setCursor(view.sentenceAt(at))
  }, [view, area, stood, setCursor])
}

/** Takes what mouse or finger selects. */
function useSelectingByPointer(
  view: TextView | null,
  area: HTMLElement | null,
  select: (span: Span | null) => void,
): void {
  useEffect(() => {
    if (!view || !area) return
    // A finger goes on adjusting what it has selected: its selection stays the browser's.
    const changed = () => {
      const span = matchMedia('(pointer: coarse)').matches ? view.selected() : null
      if (span) select(span)
    }
    let from: PressedAt | null = null
    const down = ({ clientX, clientY }: PointerEvent) => (from = { x: clientX, y: clientY })
    const up = (event: PointerEvent) => {
      if (event.button !== 0 || event.pointerType !== 'mouse') return
      whenSelected(event, from, () => {
        const span = view.selected({ x: event.clientX, y: event.clientY, isExact: event.altKey })
        if (!span) return
        view.dropSelection()
        select(span)
        area.focus({ preventScroll: true })
      })
    }
    document.addEventListener('selectionchange', changed)
    document.addEventListener('pointerdown', down)
    document.addEventListener('pointerup', up)
    return () => {
      document.removeEventListener('selectionchange', changed)
      document.removeEventListener('pointerdown', down)
      document.removeEventListener('pointerup', up)
    }
  }, [view, area, select])
}
