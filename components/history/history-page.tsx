'use client'

import { Download } from 'lucide-react'
import { useState, type Dispatch, type SetStateAction } from 'react'
import { useTranslations } from 'use-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { ListItem } from '@/components/ui/list-item'
import { PageHeader } from '@/components/ui/page-header'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { DayField } from '@/components/ui/day-field'
import { historyFileHref } from '@/lib/browser/history/history-file'
import { useHistory, useNames, type HistoryFilter } from '@/lib/browser/history/use-history'
import { useRounds } from '@/lib/browser/rounds/use-rounds'
import { useReaderZone } from '@/lib/browser/use-reader-zone'
import { dayAfter, dayStart } from '@/lib/domain/days/day-start'
import { HistoryDays } from './history-days'

const kinds = [
  'annotation',
  'document',
  'attribute',
  'tag',
  'proposal',
  'theme',
  'round',
  'verdict',
  'comment',
  'memo',
  'link',
  'query',
  'case',
  'member',
  'invitation',
  'project',
] as const

/** What was done in the project, as sentences, newest first; by person, kind, document, round and time, and with the way to revert it. */
export function HistoryPage({ projectId }: { projectId: string }) {
  const t = useTranslations('history')
  const [filter, setFilter] = useState<HistoryFilter>({})
  const names = useNames(projectId)
  const history = useHistory(projectId, filter)
  const { data: rounds = [] } = useRounds(projectId)
  const events = history.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageHeader
        title={t('title')}
        lede={t('lede')}
        actions={
          <ButtonLink icon={<Download aria-hidden />} href={historyFileHref(projectId, filter)} download>
            {t('download')}
          </ButtonLink>
        }
      />
      <HistoryFilters filter={filter} setFilter={setFilter} names={names} rounds={rounds} />
      {history.isError && events.length === 0 ? (
        <ErrorState onRetry={() => void history.refetch()}>{history.error.message}</ErrorState>
      ) : history.isPending || names.isPending ? (
        <Skeleton lines={10} />
      ) : events.length === 0 ? (
        <p className="py-10 text-center text-ink-muted">{t('none')}</p>
      ) : (
        <HistoryDays
          projectId={projectId}
          events={events}
          names={names}
          rounds={new Map(rounds.map(({ id, name }) => [id, name]))}
        />
      )}
      <div className="mt-6 flex justify-center">
        {history.hasNextPage ? (
          <Button isPending={history.isFetchingNextPage} onPress={() => void history.fetchNextPage()}>
            {t('more')}
          </Button>
        ) : (
          events.length > 0 &&
          Object.values(filter).every((value) => value === undefined) && (
            <p className="font-serif text-[0.9375rem] text-ink-muted italic">{t('end')}</p>
          )
        )}
      </div>
    </>
  )
}

interface HistoryFiltersProps {
  filter: HistoryFilter
  setFilter: Dispatch<SetStateAction<HistoryFilter>>
  names: ReturnType<typeof useNames>
  rounds: readonly { id: string; name: string }[]
}

/** Whose steps are shown, of what kind, about what, and of which days. */
function HistoryFilters({ filter, setFilter, names, rounds }: HistoryFiltersProps) {
  const t = useTranslations('history')
  const choose = (field: keyof HistoryFilter) => (key: unknown) =>
    setFilter((before) => ({ ...before, [field]: key === 'all' ? undefined : String(key) }))
  const timeZone = useReaderZone()
  const [days, setDays] = useState({ from: '', to: '' })
  /** A day as people mean it: in their time zone, the last one included. */
  const pickDay = (edge: 'from' | 'to') => (day: string) => {
    setDays((before) => ({ ...before, [edge]: day }))
    setFilter((before) => ({
      ...before,
      [edge]: !/^\d{4}-\d{2}-\d{2}$/.test(day)
        ? undefined
        : dayStart(edge === 'to' ? dayAfter(day) : day, timeZone).toISOString(),
    }))
  }
  return (
    <div
      role="search"
      aria-label={t('filter')}
      className="mb-8 grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3 lg:grid-cols-6"
    >
      <Select label={t('person')} value={filter.actorId ?? 'all'} onChange={choose('actorId')}>
        <ListItem id="all">{t('everybody')}</ListItem>
        {names.members.map(({ user }) => (
          <ListItem key={user.id} id={user.id}>
            {user.name}
          </ListItem>
        ))}
      </Select>
      <Select label={t('kind')} value={filter.kind ?? 'all'} onChange={choose('kind')}>
        <ListItem id="all">{t('everything')}</ListItem>
        {kinds.map((kind) => (
          <ListItem key={kind} id={kind}>
            {t(`kinds.${kind}`)}
          </ListItem>
        ))}
      </Select>
      <Select label={t('document')} value={filter.documentId ?? 'all'} onChange={choose('documentId')}>
        <ListItem id="all">{t('anyDocument')}</ListItem>
        {[...names.documents].map(([id, title]) => (
          <ListItem key={id} id={id}>
            {title}
          </ListItem>
        ))}
      </Select>
      {rounds.length > 0 && (
        <Select label={t('round')} value={filter.roundId ?? 'all'} onChange={choose('roundId')}>
          <ListItem id="all">{t('anyRound')}</ListItem>
          {rounds.map(({ id, name }) => (
            <ListItem key={id} id={id}>
              {name}
            </ListItem>
          ))}
        </Select>
      )}
      <DayField label={t('from')} value={days.from} onChange={pickDay('from')} />
      <DayField label={t('to')} value={days.to} onChange={pickDay('to')} />
    </div>
  )
}
