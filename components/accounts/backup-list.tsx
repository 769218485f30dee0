'use client'

import { CircleAlert, CircleCheck, DatabaseBackup } from 'lucide-react'
import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { ErrorState } from '@/components/ui/error-state'
import { FormFailure } from '@/components/ui/form-failure'
import { Skeleton } from '@/components/ui/skeleton'
import { useBackups } from '@/lib/browser/accounts/use-backups'
import { useSubmission } from '@/lib/browser/use-submission'
import type { Backups } from '@/lib/schemas/backup'

/** For administrators: which backups there are, whether the last one could be restored, and a way to make one now. */
export function BackupList() {
  const t = useTranslations('accounts.backups')
  const { backups, request } = useBackups()
  const { isPending, failure, submit } = useSubmission(request)
  if (backups.isPending) return <Skeleton lines={3} />
  if (backups.isError) return <ErrorState onRetry={() => void backups.refetch()}>{backups.error.message}</ErrorState>
  const { data } = backups
  if (data.folder === null) return <p className="max-w-prose text-sm text-ink-muted">{t('none')}</p>
  return (
    <div className="flex flex-col gap-4">
      <Standing backups={data} />
      {data.isSameDisk && <p className="max-w-prose text-[0.8125rem] text-ink-muted">{t('sameDisk')}</p>}
      <div className="flex flex-wrap items-center gap-3">
        <Button icon={<DatabaseBackup aria-hidden />} isDisabled={isPending || data.isRunning} onPress={submit}>
          {t('now')}
        </Button>
        <p role="status" className="text-[0.8125rem] text-ink-muted">
          {data.isRunning && t('running')}
        </p>
      </div>
      <FormFailure failure={failure} />
      <Files backups={data} />
    </div>
  )
}

/** In sentences: the last backup, the last drill, and when the next one is due. */
function Standing({ backups: { backup, drill, kept, next } }: { backups: Backups }) {
  const t = useTranslations('accounts.backups')
  const format = useFormatter()
  const said = (at: string) => format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' })
  const [newest] = kept
  return (
    <ul className="flex max-w-prose flex-col gap-1.5 text-sm">
      {newest ? <Held>{t('newest', { at: said(newest.at) })}</Held> : <li>{t('noneYet')}</li>}
      {backup?.fault != null && <Wanting>{t('failed', { at: said(backup.at), fault: backup.fault })}</Wanting>}
      {drill?.fault === null && (
        <Held>
          {t('held', {
            at: said(drill.at),
            annotations: drill.annotations,
            texts: drill.texts,
            seconds: Math.max(1, Math.round(drill.seconds)),
          })}
        </Held>
      )}
      {drill?.fault != null && <Wanting>{t('drillFailed', { at: said(drill.at), fault: drill.fault })}</Wanting>}
      {next !== null && (
        <li className={classNames('text-[0.8125rem] text-ink-muted', newest && 'ps-6')}>
          {t('next', { at: said(next) })}
        </li>
      )}
    </ul>
  )
}

function Held({ children }: { children: ReactNode }) {
  return (
    <li className="flex gap-2">
      <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-success" />
      <span>{children}</span>
    </li>
  )
}

function Wanting({ children }: { children: ReactNode }) {
  return (
    <li className="flex gap-2">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <span className="wrap-anywhere">{children}</span>
    </li>
  )
}

function Files({ backups: { folder, kept } }: { backups: Backups }) {
  const t = useTranslations('accounts.backups')
  const format = useFormatter()
  if (kept.length === 0) return null
  const size = (bytes: number) =>
    bytes < 1_000_000
      ? format.number(Math.ceil(bytes / 1_000), { style: 'unit', unit: 'kilobyte' })
      : format.number(bytes / 1_000_000, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 })
  return (
    <div className="flex flex-col gap-2">
      <p className="text-[0.8125rem] text-ink-muted">
        {t('keptIn', { count: kept.length })} <code className="wrap-anywhere">{folder}</code>
      </p>
      <ul aria-label={t('files')} className="flex max-w-xl flex-col border-t border-rule">
        {kept.map(({ name, at, bytes }) => (
          <li key={name} className="flex justify-between gap-4 border-b border-rule py-2 text-[0.8125rem] tabular-nums">
            <span title={name}>{format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' })}</span>
            <span className="text-ink-muted">{size(bytes)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
