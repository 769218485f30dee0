'use client'

import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { ListItem } from '@/components/ui/list-item'
import { PageHeader } from '@/components/ui/page-header'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { showToast } from '@/components/ui/toast'
import { useBin, useBinCommands } from '@/lib/browser/history/use-bin'
import { binDays, binKinds, type BinKind } from '@/lib/domain/bin/bin'
import type { BinItem } from '@/lib/schemas/bin'
import { inOneLine } from '@/lib/browser/spoken'

interface BinPageProps {
  projectId: string
  may: { restore: Record<BinKind, boolean>; purge: boolean }
}

/** What was deleted, who put it there, and the way back. */
export function BinPage({ projectId, may }: BinPageProps) {
  const t = useTranslations('history')
  const [kind, setKind] = useState<BinKind>()
  const bin = useBin(projectId, kind)
  const items = bin.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageHeader
        title={t('bin.title')}
        lede={t('bin.lede', { days: binDays })}
        actions={<ButtonLink href={`/projects/${projectId}/history`}>{t('title')}</ButtonLink>}
      />
      <div className="mb-6">
        <Select
          label={t('kind')}
          className="w-52"
          value={kind ?? 'all'}
          onChange={(key) => setKind(binKinds.find((known) => known === key))}
        >
          <ListItem id="all">{t('everything')}</ListItem>
          {binKinds.map((known) => (
            <ListItem key={known} id={known}>
              {t(`bin.kinds.${known}`)}
            </ListItem>
          ))}
        </Select>
      </div>
      {bin.isError && items.length === 0 ? (
        <ErrorState onRetry={() => void bin.refetch()}>{bin.error.message}</ErrorState>
      ) : bin.isPending ? (
        <Skeleton lines={8} />
      ) : items.length === 0 ? (
        <EmptyState title={t('bin.empty')}>{t('bin.emptyBody')}</EmptyState>
      ) : (
        <ul aria-label={t('bin.title')} className="flex flex-col">
          {items.map((item) => (
            <Entry key={item.id} projectId={projectId} item={item} may={may} />
          ))}
        </ul>
      )}
      {bin.hasNextPage && (
        <div className="mt-6 flex justify-center">
          <Button isPending={bin.isFetchingNextPage} onPress={() => void bin.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  )
}

function Entry({ projectId, item, may }: { projectId: string; item: BinItem; may: BinPageProps['may'] }) {
  const t = useTranslations('history')
  const format = useFormatter()
  const commands = useBinCommands(projectId)
  const [isPending, setPending] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const [now] = useState(() => Date.now())
  const name = item.name.length > 120 ? `${item.name.slice(0, 120)}…` : item.name
  const day = (time: string) => format.dateTime(new Date(time), { dateStyle: 'medium' })
  const restore = async () => {
    setPending(true)
    try {
      const done = await commands.restore(item)
      showToast({ title: t('bin.restored', { name }), description: inOneLine(done.effects), tone: 'success' })
    } catch (error) {
      showToast({
        title: t('bin.notRestored', { name }),
        description: error instanceof Error ? error.message : undefined,
        tone: 'danger',
      })
    } finally {
      setPending(false)
    }
  }
  const isRipe = new Date(item.purgeableFrom).getTime() <= now
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-rule py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-serif text-[1.0625rem] break-words text-ink">
          {item.kind === 'annotation' ? `“${name}”` : name}
        </p>
        <p className="text-[0.8125rem] text-ink-muted">
          {t(`bin.kind.${item.kind}`)}
          {item.documentTitle !== null && ` · ${item.documentTitle}`}
          {item.mergedInto !== null && ` · ${t('bin.merged', { into: item.mergedInto })}`}
          {` · ${item.binnedBy ? t('bin.by', { name: item.binnedBy.name, day: day(item.binnedAt) }) : t('bin.on', { day: day(item.binnedAt) })}`}
        </p>
      </div>
      <div className="flex gap-2">
        {may.restore[item.kind] && (
          <Button
            size="small"
            isPending={isPending}
            onPress={() => void restore()}
            aria-label={t('bin.restoreNamed', { name })}
          >
            {t('bin.restore')}
          </Button>
        )}
        {may.purge && isRipe && (
          <Button size="small" tone="plain" onPress={() => setAsking(true)} aria-label={t('bin.purgeNamed', { name })}>
            {t('bin.purge')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t('bin.purgeTitle', { name })}
        consequence={t(`bin.consequence.${item.kind}`)}
        action={t('bin.purge')}
        onConfirm={() => commands.purge(item)}
      />
    </li>
  )
}
