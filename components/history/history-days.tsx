'use client'

import { useMemo } from 'react'
import { Link } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import type { HistoryEvent, useNames } from '@/lib/browser/history/use-history'
import { tellEvent, type Names } from '@/lib/domain/history/tell-event'

interface HistoryDaysProps {
  projectId: string
  events: readonly HistoryEvent[]
  names: ReturnType<typeof useNames>
}

/** Acts as sentences, a section to each day. */
export function HistoryDays({ projectId, events, names: known }: HistoryDaysProps) {
  const t = useTranslations('history')
  const roles = useTranslations('projects.role')
  const format = useFormatter()
  const names: Names = {
    document: (id) => known.documents.get(id) ?? null,
    tag: (id) => known.tags.get(id) ?? null,
    person: (id) => known.members.find(({ user }) => user.id === id)?.user.name ?? null,
    attribute: (key) => known.attributes.get(key) ?? key,
    role: (role) => (roles.has(role as 'lead') ? roles(role as 'lead').toLocaleLowerCase() : role),
    list: (all) => format.list(all),
    gone: { document: t('gone.document'), tag: t('gone.tag'), theme: t('gone.theme'), person: t('gone.person') },
  }
  const days = useMemo(() => byDay(events, (time) => format.dateTime(time, { dateStyle: 'full' })), [events, format])
  return (
    <div className="flex flex-col gap-8">
      {days.map(({ day, events: ofDay }) => (
        <section key={day} aria-label={day}>
          <h2 className="mb-2 border-b border-rule pb-1.5 label-caps">{day}</h2>
          <ol className="flex flex-col">
            {ofDay.map((event) => (
              <Entry key={event.seq} projectId={projectId} event={event} names={names} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

function Entry({ projectId, event, names }: { projectId: string; event: HistoryEvent; names: Names }) {
  const t = useTranslations('history')
  const format = useFormatter()
  const { key, values } = tellEvent(event, names)
  const isPassage = event.type.startsWith('annotation.') && event.type !== 'annotation.deleted' && event.documentId !== null && names.document(event.documentId) !== null
  return (
    <li className="flex items-start gap-3 py-2 text-[0.9375rem]">
      <time dateTime={event.createdAt} className="w-12 shrink-0 pt-0.5 text-[0.8125rem] text-ink-muted tabular-nums">
        {format.dateTime(new Date(event.createdAt), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}
      </time>
      <AvatarInitials name={event.actor.name} size="small" className="mt-px max-sm:hidden" />
      <p className="min-w-0 flex-1">
        {/* The key comes from tellEvent, whose every key has a message: its test says so. */}
        {t.rich(`said.${key}` as 'said.other', { ...(values as { actor: string; type: string }), b: (part) => <span className="font-medium">{part}</span> })}
        {isPassage && (
          <>
            {' '}
            <Link href={`/projects/${projectId}/documents/${event.documentId}?annotation=${event.subjectId}`} className="rounded-sm text-[0.8125rem] whitespace-nowrap text-accent underline underline-offset-4 focus-ring">
              {t('open')}
            </Link>
          </>
        )}
      </p>
    </li>
  )
}

function byDay(events: readonly HistoryEvent[], dayOf: (time: Date) => string): { day: string; events: HistoryEvent[] }[] {
  const days: { day: string; events: HistoryEvent[] }[] = []
  for (const event of events) {
    const day = dayOf(new Date(event.createdAt))
    const last = days.at(-1)
    if (last?.day === day) last.events.push(event)
    else days.push({ day, events: [event] })
  }
  return days
}
