'use client'

import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import { showToast } from '@/components/ui/toast'
import { useFigures } from '@/components/ui/use-figures'
import { proposedFields, type QueuedFile } from '@/lib/browser/documents/queued-file'
import type { UploadQueue } from '@/lib/browser/documents/upload-queue'
import { ImportRow } from './import-row'

export interface ImportPanelProps {
  projectId: string
  files: readonly QueuedFile[]
  queue: UploadQueue
}

/** The files on their way in: how far each is, what is proposed for it, and one button that saves all that are ready. */
export function ImportPanel({ projectId, files, queue }: ImportPanelProps) {
  const t = useTranslations('documents.queue')
  const done = useTranslations('documents.table')
  const { share } = useFigures()
  const count = (step: QueuedFile['state']['step']) => files.filter(({ state }) => state.step === step).length
  const [ready, busy] = [count('ready'), count('waiting') + count('reading') + count('saving')]
  const read = files.length - count('waiting') - count('reading')
  const saved = count('saved')
  useEffect(() => {
    // What is saved stands in the table below; here remains what still needs somebody.
    if (saved === 0 || busy > 0) return
    showToast({ title: done('saved', { count: saved }), tone: 'success' })
    queue.clearSaved()
  }, [saved, busy, queue, done])
  return (
    <Section
      title={t('title')}
      actions={
        busy + ready === 0 && (
          <Button size="small" onPress={() => files.forEach(({ key }) => queue.remove(key))}>
            {t('dismiss')}
          </Button>
        )
      }
    >
      <p role="status" className="sr-only">
        {busy > 0
          ? t('progress', { ready: read, total: files.length })
          : ready > 0
            ? t('check')
            : t('summary', { refused: count('refused') })}
      </p>
      {ready + count('saving') > 0 && <Headings />}
      <ul className="flex flex-col rounded-lg border border-rule bg-paper-raised">
        {files.map((file) => (
          <ImportRow key={file.key} projectId={projectId} file={file} queue={queue} />
        ))}
      </ul>
      {ready + busy > 0 && (
        <div
          data-bottom-bar
          className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center justify-end gap-4 border-t border-rule bg-paper px-1 py-3 max-md:bottom-14"
        >
          <p aria-hidden className="text-sm text-ink-muted tabular-nums">
            {busy > 0
              ? `${t('progress', { ready: read, total: files.length })} · ${share(read / files.length)}`
              : t('check')}
          </p>
          <Button
            tone="primary"
            isPending={ready === 0 && count('saving') > 0}
            isDisabled={ready === 0}
            onPress={() => queue.saveAll()}
          >
            {t('saveAll', { count: ready === 0 ? count('saving') : ready })}
          </Button>
        </div>
      )}
    </Section>
  )
}

function Headings() {
  const t = useTranslations('documents.queue.field')
  return (
    <div
      aria-hidden
      className="hidden gap-3 px-4 pb-2 label-caps lg:grid grid-cols-1 lg:grid-cols-[minmax(0,2.2fr)_minmax(0,1.2fr)_8.5rem_minmax(0,1.6fr)]"
    >
      {proposedFields.map((field) => (
        <span key={field}>{t(field)}</span>
      ))}
    </div>
  )
}
