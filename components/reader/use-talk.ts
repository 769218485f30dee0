'use client'

import { useSearchParams } from 'next/navigation'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Reading } from '@/lib/browser/reader/use-reading'
import { useDocumentThreads, useNamedComment, type Thread } from '@/lib/browser/threads/use-comments'
import type { Span } from '@/lib/domain/anchoring/span'

/** A stretch of the text that one talks about. */
export interface Stretch {
  start: number
  end: number
  revisionId: string
  startsWriting: boolean
}

/** What in the reader concerns threads: the document's own, and what one talks about now. A passage in focus has its threads on its card. */
export function useTalk(
  reading: Reading,
  {
    projectId,
    documentId,
    revisionId,
    onDocument,
  }: { projectId: string; documentId: string; revisionId: string; onDocument: () => void },
) {
  const all = useDocumentThreads(projectId, documentId)
  const named = useSearchParams().get('comment')
  const { data: comment } = useNamedComment(projectId, named)
  const { painted, view, focus, focusId, store } = reading
  const [chosen, setChosen] = useState<Stretch | null>(null)
  // About which passage one asked to write, and how often: each time opens the field, or goes to it.
  const [writing, setWriting] = useState<{ id: string; asked: number } | null>(null)
  // That is over when the passage is left: it must not open again by itself, when a removed passage comes back or one returns to it.
  if (writing !== null && reading.focused?.id !== writing.id) setWriting(null)
  // Whatever is focused later takes the place of the stretch.
  const stretch = focusId === null ? chosen : null
  const inText = useMemo(
    () =>
      all.threads?.filter(
        ({ root }) =>
          root.resolvedAt === null && root.subject.revisionId === revisionId && root.subject.type !== 'verdict',
      ) ?? [],
    [all.threads, revisionId],
  )

  const openStretch = (at: Span, startsWriting: boolean) => {
    focus(null)
    setChosen({ start: at.start, end: at.end, revisionId, startsWriting })
  }
  const open = ({ root: { subject } }: Pick<Thread, 'root'>) => {
    if (subject.start === null || subject.end === null || subject.revisionId !== revisionId) return
    view?.scrollTo(subject.start)
    if (subject.type === 'annotation' && store.get(subject.id)) focus(subject.id, 'third')
    else if (subject.type === 'stretch') openStretch({ start: subject.start, end: subject.end }, false)
  }
  /** Begins to write about the passage in focus, or else about what is selected; false where there is neither. */
  const write = (at?: Span): boolean => {
    const { focused, cursor } = reading
    const span = at ?? cursor.selection ?? (focused ? null : cursor.cursor)
    if (span) openStretch(span, true)
    else if (focused) setWriting({ id: focused.id, asked: (writing?.asked ?? 0) + 1 })
    return span !== null || focused !== null
  }
  const done = useRef(false)
  const work = useRef({ open, onDocument })
  useEffect(() => {
    work.current = { open, onDocument }
  })
  useEffect(() => {
    if (!painted || !comment || done.current || comment.subject.documentId !== documentId) return
    done.current = true
    if (comment.subject.type === 'stretch' && comment.subject.revisionId === revisionId)
      work.current.open({ root: comment })
    else if (comment.subject.type !== 'annotation') work.current.onDocument()
  }, [painted, comment, documentId, revisionId])
  const askedToWrite = (id: string): number => (writing?.id === id ? writing.asked : 0)
  return { all, inText, stretch, askedToWrite, open, write, openStretch, close: () => setChosen(null) }
}

export type Talk = ReturnType<typeof useTalk>
