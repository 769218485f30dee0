'use client'

import { useMemo, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { useNames } from '@/lib/browser/history/use-history'
import { isReverted } from '@/lib/domain/history/reversals'
import { runsOf } from '@/lib/domain/history/runs'
import { tellEvent, type Names } from '@/lib/domain/history/tell-event'
import { isolated } from '@/lib/i18n/isolated'
import type { HistoryEvent } from '@/lib/schemas/history'
import { HistoryEntry, type HowFar } from './history-entry'
import { HistoryRun } from './history-run'
import { RevertDialog, type Reverting } from './revert-dialog'

interface HistoryDaysProps {
  projectId: string
  events: readonly HistoryEvent[]
  names: ReturnType<typeof useNames>
  /** What rounds are called. */
  rounds: ReadonlyMap<string, string>
}

/** Events as sentences, a section to each day; what one person did over and over is one sentence, until somebody unfolds it. */
export function HistoryDays({ projectId, events, names: known, rounds }: HistoryDaysProps) {
  const t = useTranslations('history')
  const format = useFormatter()
  const names = useTellingNames(known)
  const days = useMemo(() => byDay(events, (time) => format.dateTime(time, { dateStyle: 'full' })), [events, format])
  // An event that reverted one is younger, hence shown before it.
  const reverted = useMemo(() => howFarReverted(events), [events])
  // Kept by event: a run grows at both its ends, when somebody goes on and when earlier ones are read.
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set())
  // Kept here and not by its row, which goes where a run is made of it while one reads what reverting would do.
  const [reverting, setReverting] = useState<Reverting | null>(null)
  const kindOf = (event: HistoryEvent) => {
    const { key } = tellEvent(event, names)
    return t.has(`run.${key}` as 'run.tag.created') ? key : null
  }
  const entryOf = (event: HistoryEvent) => (
    <HistoryEntry
      key={event.seq}
      projectId={projectId}
      event={event}
      names={names}
      reverted={reverted.get(event.seq) ?? 'not'}
      onRevert={(said) => setReverting({ seq: event.seq, said })}
      round={event.roundId === null ? null : (rounds.get(event.roundId) ?? t('gone.round'))}
    />
  )
  const unfold = (run: readonly HistoryEvent[], isOpen: boolean) =>
    setUnfolded((before) => {
      const own = new Set(run.map(({ seq }) => seq))
      const others = [...before].filter((seq) => !own.has(seq))
      return new Set(isOpen ? [...others, ...own] : others)
    })
  return (
    <div className="flex flex-col gap-8">
      {days.map(({ day, events: ofDay }) => (
        <section key={day} aria-label={day}>
          <h2 className="mb-2 border-b border-rule pb-1.5 label-caps">{day}</h2>
          <ol className="flex flex-col">
            {runsOf(ofDay, kindOf).map((run) => {
              const [newest] = run
              if (!newest || run.length === 1) return newest && entryOf(newest)
              return (
                <HistoryRun
                  // By its oldest, so that it stays the same one while its newest changes under somebody who reads it.
                  key={run.at(-1)?.seq ?? newest.seq}
                  events={run}
                  told={tellEvent(newest, names)}
                  reverted={run.filter(({ seq }) => reverted.get(seq) === 'wholly').length}
                  isOpen={run.some(({ seq }) => unfolded.has(seq))}
                  onOpen={(isOpen) => unfold(run, isOpen)}
                >
                  {run.map(entryOf)}
                </HistoryRun>
              )
            })}
          </ol>
        </section>
      ))}
      <RevertDialog projectId={projectId} reverting={reverting} onClose={() => setReverting(null)} />
    </div>
  )
}

function useTellingNames(known: ReturnType<typeof useNames>): Names {
  const t = useTranslations('history')
  const roles = useTranslations('projects.role')
  const format = useFormatter()
  return {
    document: (id) => known.documents.get(id) ?? null,
    tag: (id) => known.tags.get(id) ?? null,
    person: (id) => known.members.find(({ user }) => user.id === id)?.user.name ?? null,
    attribute: (key) => known.attributes.get(key) ?? key,
    role: (role) => (roles.has(role as 'lead') ? roles(role as 'lead').toLocaleLowerCase() : role),
    list: (all) => format.list(all.map(isolated)),
    gone: { document: t('gone.document'), tag: t('gone.tag'), theme: t('gone.theme'), person: t('gone.person') },
  }
}

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
