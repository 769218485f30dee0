'use client'

import './reader.css'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { v7 } from 'uuid'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import { showToast } from '@/components/ui/toast'
import { useLayer, useContent, useItems } from '@/lib/browser/reader/use-layer'
import { usePainting } from '@/lib/browser/reader/use-painting'
import { useReaderTags } from '@/lib/browser/reader/use-reader-tags'
import { useTextView } from '@/lib/browser/reader/use-text-view'
import type { TextSpan, TextView } from '@/lib/browser/reader/text-view'
import { useProjectEvents } from '@/lib/browser/use-project-events'
import { FloatingSheet, type Place } from './floating-sheet'
import { TagPicker, type PickedTags } from './tag-picker'

export interface ReaderProps {
  project: { id: string; lastEvent: number; defaultVisibility: 'private' | 'shared'; pinnedTagIds: string[] }
  document: { id: string; title: string; language: string; direction: 'ltr' | 'rtl' }
  viewer: { id: string; name: string }
  may: { annotate: boolean; star: boolean; createTags: boolean }
  /** The annotation that the address names. */
  annotationId?: string
}

/** The reader: the document as a book page, and everything one does to a passage. */
export function Reader({ project, document: shown, viewer, may }: ReaderProps) {
  const t = useTranslations('reader')
  const scroller = useRef<HTMLDivElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const viewRef = useRef<TextView | null>(null)
  const place = { projectId: project.id, documentId: shown.id, viewerId: viewer.id }
  useProjectEvents(project.id, project.lastEvent)
  const content = useContent(place)
  const { store, query } = useLayer(place, () => viewRef.current?.text ?? '', (write, error) => {
    showToast({ tone: 'danger', title: t(`refused.${write.kind}`), description: error.message })
  })
  const { tags, createTag } = useReaderTags(project.id)
  const view = useTextView(host, scroller, content.data?.content)
  viewRef.current = view
  const isShown = useCallback(() => true, [])
  usePainting(view, store, tags, isShown)
  useItems(store)
  const [picking, setPicking] = useState<{ span: TextSpan; at: Place } | null>(null)
  const [lastTagIds, setLastTagIds] = useState<readonly string[]>([])
  const initial = useMemo<PickedTags>(() => ({ tagIds: [], note: '', visibility: project.defaultVisibility }), [project.defaultVisibility])

  const offer = () => {
    const span = view?.selected()
    if (!view || !span || !may.annotate) return
    const from = view.rectOf(span.start)
    const to = view.rectOf(span.end, 'before')
    view.mark({ selection: span })
    view.dropSelection()
    setPicking({ span, at: { left: to.left - 80, top: from.top, bottom: to.bottom } })
  }
  const close = useCallback(() => setPicking(null), [])
  const apply = (span: TextSpan, picked: PickedTags) => {
    const item = { id: v7(), ...span, ...picked, layer: 'coder' as const, starred: false, version: 0, createdAt: new Date().toISOString(), authorId: viewer.id }
    store.write({ kind: 'create', item })
    view?.mark({ selection: null })
    view?.dropSelection()
    setPicking(null)
    if (picked.tagIds.length > 0) setLastTagIds(picked.tagIds)
  }
  const failed = content.error ?? query.error
  return (
    <div className="reader-inks flex h-full min-h-0" data-painted={view && query.data ? '' : undefined}>
      <div ref={scroller} className="relative min-h-0 min-w-0 flex-1 overflow-y-auto" tabIndex={-1}>
        <div className="reader-area py-10" tabIndex={0} role="region" aria-label={t('textOf', { title: shown.title })} onPointerUp={() => setTimeout(offer, 0)}>
          {failed && !content.data ? <ErrorState onRetry={() => void content.refetch()}>{failed.message}</ErrorState> : null}
          {content.isPending && <Skeleton lines={14} className="mx-auto max-w-xl px-6" />}
          <div ref={host} className="reader-text" lang={shown.language || undefined} dir={shown.direction} />
        </div>
      </div>
      {picking && view && (
        <FloatingSheet label={t('picker.title')} at={picking.at} width={560} onClose={close}>
          <TagPicker
            tags={tags}
            pinnedTagIds={project.pinnedTagIds}
            lastTagIds={lastTagIds}
            initial={initial}
            quote={view.text.slice(picking.span.start, picking.span.end)}
            mayCreate={may.createTags}
            onCreateTag={createTag}
            onApply={(picked) => apply(picking.span, picked)}
            onPin={() => undefined}
            onClose={close}
          />
        </FloatingSheet>
      )}
    </div>
  )
}
