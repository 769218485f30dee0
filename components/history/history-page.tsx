'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { ListItem } from '@/components/ui/list-item'
import { PageHeader } from '@/components/ui/page-header'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { useHistory, useNames, type HistoryFilter } from '@/lib/browser/history/use-history'
import { HistoryDays } from './history-days'

const kinds = ['annotation', 'document', 'attribute', 'tag', 'theme', 'round', 'member', 'invitation', 'project'] as const

/** What was done in the project, as sentences, newest first; by person and by kind. */
export function HistoryPage({ projectId }: { projectId: string }) {
  const t = useTranslations('history')
  const [filter, setFilter] = useState<HistoryFilter>({})
  const names = useNames(projectId)
  const history = useHistory(projectId, filter)
  const events = history.data?.pages.flatMap((page) => page.items) ?? []
  const choose = (field: keyof HistoryFilter) => (key: unknown) => setFilter((before) => ({ ...before, [field]: key === 'all' ? undefined : String(key) }))
  return (
    <>
      <PageHeader title={t('title')} lede={t('lede')} />
      <div className="mb-6 flex flex-wrap gap-4">
        <Select label={t('person')} className="w-52" value={filter.actorId ?? 'all'} onChange={choose('actorId')}>
          <ListItem id="all">{t('everybody')}</ListItem>
          {names.members.map(({ user }) => (
            <ListItem key={user.id} id={user.id}>
              {user.name}
            </ListItem>
          ))}
        </Select>
        <Select label={t('kind')} className="w-52" value={filter.kind ?? 'all'} onChange={choose('kind')}>
          <ListItem id="all">{t('everything')}</ListItem>
          {kinds.map((kind) => (
            <ListItem key={kind} id={kind}>
              {t(`kinds.${kind}`)}
            </ListItem>
          ))}
        </Select>
      </div>
      {history.isError && events.length === 0 ? (
        <ErrorState onRetry={() => void history.refetch()}>{history.error.message}</ErrorState>
      ) : history.isPending || names.isPending ? (
        <Skeleton lines={10} />
      ) : events.length === 0 ? (
        <p className="py-10 text-center text-ink-muted">{t('none')}</p>
      ) : (
        <HistoryDays projectId={projectId} events={events} names={names} />
      )}
      <div className="mt-6 flex justify-center">
        {history.hasNextPage ? (
          <Button isPending={history.isFetchingNextPage} onPress={() => void history.fetchNextPage()}>
            {t('more')}
          </Button>
        ) : (
          events.length > 0 && Object.values(filter).every((value) => value === undefined) && <p className="font-serif text-[0.9375rem] text-ink-muted italic">{t('end')}</p>
        )}
      </div>
    </>
  )
}
