'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { TextArea } from '@/components/ui/text-area'
import { callApi, ProblemError } from '@/lib/browser/api'
import type { Revised } from '@/lib/schemas/document'

export interface CorrectPageProps {
  projectId: string
  document: { id: string; title: string; language: string; direction: 'ltr' | 'rtl'; revisionId: string; annotationCount: number }
  initialText: string
}

type Outcome = { kind: 'done'; anchors: Revised['anchors'] } | { kind: 'refused'; isStale: boolean; reason: string }

/** Corrects the text of a document, and says what became of its annotations. What was typed stays here whatever the server answers. */
export function CorrectPage({ projectId, document, initialText }: CorrectPageProps) {
  const t = useTranslations('documents.correct')
  const [base, setBase] = useState({ revisionId: document.revisionId, text: initialText })
  const [text, setText] = useState(initialText)
  const [isPending, setPending] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const isChanged = text !== base.text
  // What is typed before the page has come to life would be lost.
  const isAlive = useSyncExternalStore(never, () => true, () => false)
  useLeaveWarning(isChanged)
  const reader = `/projects/${projectId}/documents/${document.id}`
  const save = async () => {
    setPending(true)
    try {
      const { revision, anchors } = await callApi<Revised>('POST', `/projects/${projectId}/documents/${document.id}/revisions`, { baseRevisionId: base.revisionId, text })
      setBase({ revisionId: revision.id, text })
      setOutcome({ kind: 'done', anchors })
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      setOutcome({ kind: 'refused', isStale: error.code === 'version-conflict', reason: error.message })
    } finally {
      setPending(false)
    }
  }
  return (
    <>
      <PageHeader title={t('title', { title: document.title })} lede={t('lede', { count: document.annotationCount })} actions={<ButtonLink href={reader}>{t('read')}</ButtonLink>} />
      <div className="flex max-w-3xl flex-col gap-5">
        {outcome?.kind === 'refused' && (
          <p role="alert" className="rounded-md border border-danger bg-danger-soft p-3 text-sm text-ink">
            {outcome.isStale ? t('stale') : t('refused', { reason: outcome.reason })}
          </p>
        )}
        {outcome?.kind === 'done' && <Done anchors={outcome.anchors} unplaced={`${reader}/unplaced`} />}
        <div lang={document.language} dir={document.direction} className="[&_textarea]:font-serif">
          <TextArea label={t('text')} value={text} onChange={setText} isReadOnly={!isAlive} rows={20} help={t('help')} />
        </div>
        <div className="flex flex-wrap items-center gap-3">
          <Button tone="primary" isDisabled={!isChanged} isPending={isPending} onPress={() => void save()}>{t('save')}</Button>
          {isChanged && <Button onPress={() => setText(base.text)}>{t('discard')}</Button>}
        </div>
      </div>
    </>
  )
}

function Done({ anchors, unplaced }: { anchors: Revised['anchors']; unplaced: string }) {
  const t = useTranslations('documents.correct')
  return (
    <div role="status" className="flex flex-col items-start gap-2 rounded-md border border-success bg-success-soft p-3 text-sm text-ink">
      <p>{t('saved')}</p>
      <p>{t('anchors', { ...anchors })}</p>
      {anchors.orphaned > 0 && <ButtonLink size="small" href={unplaced}>{t('see', { count: anchors.orphaned })}</ButtonLink>}
    </div>
  )
}

const never = () => () => undefined

/** The browser asks before it leaves a page with unsaved words. */
function useLeaveWarning(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return
    const keep = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', keep)
    return () => window.removeEventListener('beforeunload', keep)
  }, [isChanged])
}
