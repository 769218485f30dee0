'use client'

import { Check, CircleX, FileText, RotateCcw, TriangleAlert, X } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useLocale, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { ProgressBar } from '@/components/ui/progress-bar'
import { useFigures } from '@/components/ui/use-figures'
import type { QueuedFile } from '@/lib/browser/documents/queued-file'
import type { UploadQueue } from '@/lib/browser/documents/upload-queue'
import { ImportFields } from './import-fields'
import { EncodingChoice } from './encoding-choice'
import { ImportReport } from './import-report'
import { allSpoken } from '@/lib/browser/spoken'
import { formatName, languageName } from './names'

export interface ImportRowProps {
  projectId: string
  file: QueuedFile
  queue: UploadQueue
}

/** One file on its way in, as far as it has come. */
export function ImportRow({ projectId, file, queue }: ImportRowProps) {
  const t = useTranslations('documents.queue')
  const { state, name, key } = file
  const isReviewed = state.step === 'ready' || state.step === 'saving'
  return (
    <li className="border-b border-rule px-4 py-3 last:border-b-0">
      {isReviewed && <ImportFields file={file} onCorrect={(field, value) => queue.correct(key, field, value)} />}
      <div className="flex items-center gap-3">
        <StateIcon step={state.step} />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-baseline gap-x-3">
            <span
              dir="auto"
              className={isReviewed ? 'min-w-0 truncate text-[0.8125rem] text-ink-muted' : 'min-w-0 truncate text-sm'}
            >
              {name}
            </span>
            {isReviewed && <Facts file={file} />}
            {isReviewed && <ImportReport name={name} preview={state.preview} />}
            {state.step === 'saved' && <span className="text-[0.8125rem] text-success">{t('saved')}</span>}
          </div>
          <Progress file={file} />
          {state.step === 'refused' && (
            <p className="text-[0.8125rem] text-danger">
              <span className="font-medium">{t('refused')}:</span> {state.reason}
            </p>
          )}
          {isReviewed && <Notices file={file} />}
          {state.step === 'ready' && offersEncoding(file) && (
            <EncodingChoice
              file={file}
              opening={state.preview.opening}
              onChoose={(encoding) => queue.readAs(key, encoding)}
            />
          )}
        </div>
        {state.step === 'refused' && state.canRetry && (
          <Button size="small" icon={<RotateCcw aria-hidden />} onPress={() => queue.retry(key)}>
            {t('retry')}
          </Button>
        )}
        {state.step === 'saved' && (
          <Link
            href={`/projects/${projectId}/documents/${state.documentId}`}
            className="inline-block min-h-6 pointer-coarse:min-h-11 rounded-sm text-sm text-accent underline underline-offset-4 focus-ring"
          >
            {t('open')}
          </Link>
        )}
        {state.step !== 'saving' && (
          <IconButton
            size="small"
            label={t('remove', { name })}
            icon={<X aria-hidden />}
            onPress={() => queue.remove(key)}
          />
        )}
      </div>
    </li>
  )
}

/** Where something is to be checked in a file of mere letters, or somebody chose already. */
function offersEncoding({ state, encoding }: QueuedFile): boolean {
  return (
    'preview' in state &&
    ['txt', 'md', 'html'].includes(state.preview.report.format) &&
    (encoding !== null || state.preview.report.warnings.length > 0)
  )
}

function StateIcon({ step }: { step: QueuedFile['state']['step'] }) {
  if (step === 'saved') return <Check aria-hidden className="size-4 shrink-0 text-success" />
  if (step === 'refused') return <CircleX aria-hidden className="size-4 shrink-0 text-danger" />
  return <FileText aria-hidden className="size-4 shrink-0 text-ink-muted" strokeWidth={1.5} />
}

function Facts({ file: { state } }: { file: QueuedFile }) {
  const t = useTranslations('documents.queue')
  const locale = useLocale()
  if (!('preview' in state)) return null
  const { report, wordCount, language, pageCount } = state.preview
  const words = t('facts', {
    format: formatName(report.format),
    words: wordCount,
    language: languageName(language, locale),
  })
  return (
    <span className="text-[0.8125rem] text-ink-muted tabular-nums">
      {pageCount > 0 ? `${words} · ${t('pages', { count: pageCount })}` : words}
    </span>
  )
}

function Progress({ file: { state, name } }: { file: QueuedFile }) {
  const t = useTranslations('documents.queue')
  const { share } = useFigures()
  if (state.step === 'waiting') return <p className="text-[0.8125rem] text-ink-muted">{t('waiting')}</p>
  if (state.step !== 'reading' && state.step !== 'saving') return null
  const isSent = state.sent >= 1
  const label = isSent ? t(state.step === 'saving' ? 'saving' : 'reading') : t('sending', { share: share(state.sent) })
  return (
    <ProgressBar
      label={label}
      done={isSent ? undefined : state.sent}
      total={1}
      valueLabel={isSent ? name : share(state.sent)}
      className="mt-1 [&_span]:hidden"
    />
  )
}

function Notices({ file: { state, sameAsInQueue } }: { file: QueuedFile }) {
  const t = useTranslations('documents.queue')
  if (!('preview' in state)) return null
  const { sameAs, report } = state.preview
  const general = state.step === 'ready' && state.errors.length === 0 ? state.failure : null
  return (
    <div className="text-[0.8125rem]">
      {sameAs && <p className="text-warning">{t('sameAs', { title: sameAs.title })}</p>}
      {sameAsInQueue && <p className="text-warning">{t('sameInQueue', { name: sameAsInQueue })}</p>}
      {allSpoken(report.said?.warnings, report.warnings).map((warning) => (
        <p
          key={warning}
          className="mt-1 flex max-w-prose gap-2 border-s-2 border-warning ps-3 text-sm font-medium text-warning"
        >
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>{warning}</span>
        </p>
      ))}
      {general && (
        <p role="alert" className="text-danger">
          {general}
        </p>
      )}
    </div>
  )
}
