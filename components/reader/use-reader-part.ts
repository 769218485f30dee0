'use client'

import { useCallback, useEffect } from 'react'
import { useCodingTasks } from '@/lib/browser/rounds/use-coding-tasks'
import type { ReaderPart, ReaderProps } from './reader-props'
import { useCoders } from './use-coders'
import { useReaderCommands } from './commands/use-reader-commands'
import { useReadingHere } from './use-reading-here'
import { useTalk } from './use-talk'

interface ReaderPartNeeds {
  isWide: boolean
  /** The element in which the keys work. */
  area: HTMLElement | null
  onHelp: () => void
  onDocumentTalk: () => void
}

/** Makes what every part of the reader works on, and says whose passages lie on the document. */
export function useReaderPart(
  { project, document, viewer, may }: ReaderProps,
  { isWide, area, onHelp, onDocumentTalk }: ReaderPartNeeds,
): { part: ReaderPart; coders: ReturnType<typeof useCoders> } {
  const ids = { projectId: project.id, documentId: document.id, viewerId: viewer.id }
  const reading = useReadingHere({ ...ids, language: document.language, pinnedTagIds: project.pinnedTagIds })
  const { view } = reading
  const coders = useCoders(reading, viewer)
  const coding = useCodingTasks(project.id, document.id)
  useEffect(() => view?.mark({ asked: coding.asked }), [view, coding.asked])
  const talk = useTalk(reading, { ...ids, revisionId: document.revisionId, onDocument: onDocumentTalk })
  const { authorOf } = coders
  const commands = useReaderCommands({
    ...ids,
    reading,
    coding,
    may,
    defaultVisibility: project.defaultVisibility,
    authorOf,
    isWide,
    backToText: useCallback(() => area?.focus({ preventScroll: true }), [area]),
    onHelp,
    onTalk: talk.write,
  })
  return { part: { project, document, viewer, may, reading, coding, commands, talk, authorOf, isWide }, coders }
}
