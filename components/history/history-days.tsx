'use client'

import { useMemo } from 'react'
import { Link } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import type { useNames } from '@/lib/browser/history/use-history'
import { correctedRevisions, revisionsHref } from '@/lib/domain/documents/revisions-address'
import { isReverted } from '@/lib/domain/history/reversals'
import { tellSides } from '@/lib/domain/history/tell-sides'
import { proposerOf, tellEvent, type Names } from '@/lib/domain/history/tell-event'
import { isolated, isolatedValues } from '@/lib/i18n/isolated'
import type { HistoryEvent } from '@/lib/schemas/history'
import { Sides } from './sides'
import { Revert } from './revert-button'
import { spoken } from '@/lib/browser/spoken'

interface HistoryDaysProps {
  projectId: string
  events: readonly HistoryEvent[]
  names: ReturnType<typeof useNames>
  /** What rounds are called. */
  rounds: ReadonlyMap<string, string>
}

/** Events as sentences, a section to each day. */
export function HistoryDays({ projectId, events, names: known, rounds }: HistoryDaysProps) {
  const t = useTranslations('history')
  const roles = useTranslations('projects.role')
  const format = useFormatter()
  const names: Names = {
    document: (id) => known.documents.get(id) ?? null,
    tag: (id) => known.tags.get(id) ?? null,
    person: (id) => known.members.find(({ user }) => user.id === id)?.user.name ?? null,
    attribute: (key) => known.attributes.get(key) ?? key,
    role: (role) => (roles.has(role as 'lead') ? roles(role as 'lead').toLocaleLowerCase() : role),
    list: (all) => format.list(all.map(isolated)),
    gone: { document: t('gone.document'), tag: t('gone.tag'), theme: t('gone.theme'), person: t('gone.person') },
  }
  const days = useMemo(() => byDay(events, (time) => format.dateTime(time, { dateStyle: 'full' })), [events, format])
  // An event that reverted one is younger, hence shown before it.
  const reverted = useMemo(() => howFarReverted(events), [events])
  return (
    <div className="flex flex-col gap-8">
      {days.map(({ day, events: ofDay }) => (
        <section key={day} aria-label={day}>
          <h2 className="mb-2 border-b border-rule pb-1.5 label-caps">{day}</h2>
          <ol className="flex flex-col">
            {ofDay.map((event) => (
              <Entry
                key={event.seq}
                projectId={projectId}
                event={event}
                names={names}
                reverted={reverted.get(event.seq) ?? 'not'}
                round={event.roundId === null ? null : (rounds.get(event.roundId) ?? t('gone.round'))}
              />
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

interface EntryProps {
  projectId: string
  event: HistoryEvent
  names: Names
  reverted: HowFar
  /** The name of the round that the event belongs to. */
  round: string | null
}

function Entry({ projectId, event, names, reverted, round }: EntryProps) {
  const isReverted = reverted === 'wholly'
  const t = useTranslations('history')
  const format = useFormatter()
  const { key, values } = tellEvent(event, names)
  const sides = tellSides(event, names)
  const proposer = proposerOf(event)
  const stays = isReverted || !event.revert?.reason ? null : spoken(event.revert.said, event.revert.reason)
  // The key comes from tellEvent, whose every key has a message: its test says so.
  const sentence = `said.${key}` as 'said.other'
  const words = isolatedValues(values) as { actor: string; type: string }
  const isPassage =
    event.type.startsWith('annotation.') &&
    event.type !== 'annotation.deleted' &&
    event.documentId !== null &&
    names.document(event.documentId) !== null
  const compared =
    event.documentId !== null && names.document(event.documentId) !== null ? correctedRevisions(event) : null
  return (
    <li className="flex items-start gap-3 py-2 text-[0.9375rem]">
      <time dateTime={event.createdAt} className="w-12 shrink-0 pt-0.5 text-[0.8125rem] text-ink-muted tabular-nums">
        {format.dateTime(new Date(event.createdAt), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}
      </time>
      <AvatarInitials name={event.actor.name} size="small" className="mt-px max-sm:hidden" />
      <div className="min-w-0 flex-1">
        <p className={isReverted ? 'text-ink-muted' : undefined}>
          {t.rich(sentence, { ...words, b: (part) => <span className="font-medium">{part}</span> })}
          {proposer !== null && (
            <> {t('proposedBy', { name: isolated(names.person(proposer) ?? names.gone.person) })}</>
          )}
          {isPassage && (
            <>
              {' '}
              <Link
                href={`/projects/${projectId}/documents/${event.documentId}?annotation=${event.subjectId}`}
                className="rounded-sm text-[0.8125rem] whitespace-nowrap text-accent underline underline-offset-4 focus-ring"
              >
                {t('open')}
              </Link>
            </>
          )}
          {compared && event.documentId !== null && (
            <>
              {' '}
              <Link
                href={revisionsHref(projectId, event.documentId, compared.from, compared.to)}
                className="rounded-sm text-[0.8125rem] whitespace-nowrap text-accent underline underline-offset-4 focus-ring"
              >
                {t('compareTexts')}
              </Link>
            </>
          )}
          {(reverted !== 'not' || event.reverts !== null) && (
            <span className="ms-2 text-[0.8125rem] text-ink-muted italic">
              {t(isReverted ? 'isReverted' : reverted === 'in-part' ? 'isRevertedInPart' : 'reverted')}
            </span>
          )}
        </p>
        <p className="text-[0.8125rem] text-ink-muted">
          {[
            ...(round === null ? [] : [t('inRound', { round: isolated(round) })]),
            ...(event.codebookVersion === undefined ? [] : [t('codebookVersion', { version: event.codebookVersion })]),
          ].join(' · ')}
        </p>
        {sides.length > 0 && (
          <details className="mt-0.5">
            <summary className="w-fit cursor-default rounded-sm text-[0.8125rem] text-ink-muted focus-ring">
              {t('details')}
            </summary>
            <Sides rows={sides} />
          </details>
        )}
        {stays !== null && (
          <details className="mt-0.5">
            <summary className="w-fit cursor-default rounded-sm text-[0.8125rem] text-ink-muted focus-ring">
              {t('revert.stays')}
            </summary>
            <p className="mt-1 max-w-prose text-[0.8125rem] text-ink">{stays}</p>
          </details>
        )}
      </div>
      {event.revert?.isPossible && !isReverted && (
        <Revert projectId={projectId} seq={event.seq} said={t.markup(sentence, { ...words, b: (part) => part })} />
      )}
    </li>
  )
}

type HowFar = 'not' | 'in-part' | 'wholly'

function howFarReverted(events: readonly HistoryEvent[]): Map<number, HowFar> {
  const reversals = events.filter((event) => event.reverts !== null)
  const reverted = events.filter((event) => reversals.some(({ reverts }) => reverts === event.seq))
  return new Map(
    reverted.map((event) => {
      const own = reversals.filter(({ reverts }) => reverts === event.seq)
      return [event.seq, isReverted(event, own) ? 'wholly' : 'in-part']
    }),
  )
}

function byDay(
  events: readonly HistoryEvent[],
  dayOf: (time: Date) => string,
): { day: string; events: HistoryEvent[] }[] {
  const days: { day: string; events: HistoryEvent[] }[] = []
  for (const event of events) {
    const day = dayOf(new Date(event.createdAt))
    const last = days.at(-1)
    if (last?.day === day) last.events.push(event)
    else days.push({ day, events: [event] })
  }
  return days
}
