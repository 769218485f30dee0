'use client'

import '@/components/reader/reader.css'
import { useEffect, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { useCorrecting, type Correcting } from '@/lib/browser/documents/use-correcting'
import { useInks } from '@/lib/browser/reader/use-painting'
import { useProjectEvents } from '@/lib/browser/use-project-events'
import { revisionsHref } from '@/lib/domain/documents/revisions-address'
import type { Revised } from '@/lib/schemas/revision'
import type { Tag } from '@/lib/schemas/tag'
import { SaveCorrection } from './save-correction'
import { TouchedPassages } from './touched-passages'

export interface CorrectPageProps {
  projectId: string
  lastEvent: number
  document: { id: string; title: string; language: string; direction: 'ltr' | 'rtl' }
  viewerId: string
  tags: readonly Tag[]
}

/** Corrects the text of a document with what is marked on it in sight, and says what becomes of that while one types, before it is saved, and after. */
export function CorrectPage({ projectId, lastEvent, document, viewerId, tags }: CorrectPageProps) {
  const t = useTranslations('documents.correct')
  useProjectEvents(lastEvent)
  const [host, setHost] = useState<HTMLElement | null>(null)
  const inkOf = useInks(tags)
  const tagsById = useMemo(() => new Map(tags.map((tag) => [tag.id, tag])), [tags])
  const correcting = useCorrecting({ projectId, documentId: document.id, label: t('text') }, host, inkOf)
  const { isChanged, isOutdated, failed } = correcting
  const [isSaving, setSaving] = useState(false)
  const [done, setDone] = useState<{ revised: Revised; from: string } | null>(null)
  useLeaveWarning(isChanged)
  const reader = `/projects/${projectId}/documents/${document.id}`
  const shown = { viewerId, tags: tagsById, language: document.language }
  return (
    <div className="reader-inks">
      <PageHeader
        title={t('title', { title: document.title })}
        lede={t('lede')}
        actions={
          <>
            <ButtonLink href={`${reader}/revisions`}>{t('revisions')}</ButtonLink>
            <ButtonLink href={reader}>{t('read')}</ButtonLink>
          </>
        }
      />
      {isOutdated && (
        <p role="alert" className="mb-5 rounded-md border border-danger bg-danger-soft p-3 text-sm text-ink">
          {t('stale')}
        </p>
      )}
      {done && !isChanged && (
        <Done
          anchors={done.revised.anchors}
          unplaced={`${reader}/unplaced`}
          compared={revisionsHref(projectId, document.id, done.from, done.revised.revision.id)}
        />
      )}
      {failed && !correcting.isReady && <ErrorState onRetry={correcting.retry}>{failed.message}</ErrorState>}
      {!failed && !correcting.isReady && <Skeleton lines={14} className="max-w-2xl" />}
      <div className="grid grid-cols-1 gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          <CorrectingBar correcting={correcting} onLook={() => setSaving(true)} />
          <div
            ref={setHost}
            className="reader-text correcting"
            lang={document.language || undefined}
            dir={document.direction}
          />
        </div>
        <aside
          aria-label={t('effects')}
          className="flex max-h-[calc(100dvh-var(--shell-top)-2.5rem)] flex-col gap-6 overflow-y-auto xl:sticky xl:top-[calc(var(--shell-top)+1.5rem)]"
        >
          <p className="text-[0.8125rem] text-ink-muted">{t('help')}</p>
          <Effects correcting={correcting} {...shown} />
        </aside>
      </div>
      {isSaving && (
        <SaveCorrection
          onPreview={correcting.preview}
          onSave={correcting.save}
          onSaved={(revised) => {
            setDone({ revised, from: correcting.revisionId ?? '' })
            setSaving(false)
          }}
          onClose={() => setSaving(false)}
          {...shown}
        />
      )}
    </div>
  )
}

/** Says what becomes of the passages, and lets one go back or look at it before saving. */
function CorrectingBar({ correcting, onLook }: { correcting: Correcting; onLook: () => void }) {
  const t = useTranslations('documents.correct')
  return (
    <div className="sticky top-(--shell-top) z-20 -mx-2 flex print:hidden flex-wrap items-center gap-x-4 gap-y-2 border-b border-rule bg-paper px-2 py-3">
      <p role="status" className="min-w-0 flex-1 basis-64 text-sm text-ink">
        {summary(t, correcting)}
      </p>
      {correcting.isChanged && (
        <Button size="small" onPress={correcting.discard}>
          {t('discard')}
        </Button>
      )}
      <Button size="small" tone="primary" isDisabled={!correcting.isChanged} onPress={onLook}>
        {t('look')}
      </Button>
    </div>
  )
}

/** How many passages are named beside the text; looking at it before saving names more. */
const named = 40

function Effects({
  correcting: { carried, authors, baseText },
  ...shown
}: { correcting: Correcting } & Pick<CorrectPageProps, 'viewerId'> & {
    tags: ReadonlyMap<string, Tag>
    language: string
  }) {
  const t = useTranslations('documents.correct')
  if (!carried) return null
  const told = ({ id, start, end, authorId, layer, tagIds }: (typeof carried)['orphaned'][number]) => ({
    id,
    layer,
    tagIds,
    author: { id: authorId, name: authors.find((author) => author.id === authorId)?.name ?? '' },
    before: baseText.slice(start, end),
  })
  return (
    <>
      <TouchedPassages
        {...shown}
        title={t('orphanedTitle')}
        passages={carried.orphaned.slice(0, named).map(told)}
        count={carried.orphaned.length}
      />
      <TouchedPassages
        {...shown}
        title={t('changedTitle')}
        passages={carried.changed.slice(0, named).map(({ of, anchor }) => ({ ...told(of), after: anchor.quote }))}
        count={carried.changed.length}
      />
    </>
  )
}

function summary(t: ReturnType<typeof useTranslations<'documents.correct'>>, { carried, isReady }: Correcting): string {
  if (!isReady || !carried) return ''
  const [kept, changed, orphaned] = [carried.kept.length, carried.changed.length, carried.orphaned.length]
  return kept + changed + orphaned === 0 ? t('noPassages') : t('summary', { kept, changed, orphaned })
}

function Done({ anchors, unplaced, compared }: { anchors: Revised['anchors']; unplaced: string; compared: string }) {
  const t = useTranslations('documents.correct')
  return (
    <div
      role="status"
      className="mb-6 flex flex-col items-start gap-2 rounded-md border border-success bg-success-soft p-3 text-sm text-ink"
    >
      <p>{t('saved')}</p>
      <p>{t('anchors', { ...anchors })}</p>
      <div className="flex flex-wrap gap-2">
        {anchors.orphaned > 0 && (
          <ButtonLink size="small" href={unplaced}>
            {t('see', { count: anchors.orphaned })}
          </ButtonLink>
        )}
        <ButtonLink size="small" href={compared}>
          {t('compare')}
        </ButtonLink>
      </div>
    </div>
  )
}

/** The browser asks before it leaves a page with unsaved words. */
function useLeaveWarning(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return
    const keep = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', keep)
    return () => window.removeEventListener('beforeunload', keep)
  }, [isChanged])
}
