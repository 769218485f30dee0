'use client'

import { ArrowLeftRight, EyeOff, PenLine, Repeat2, TriangleAlert } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import { pageIcons } from '@/components/shell/project-places'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { ProgressBar } from '@/components/ui/progress-bar'
import { Section } from '@/components/ui/section'
import { useRound, useRounds } from '@/lib/browser/rounds/use-rounds'
import type { Round, RoundDetail, RoundTask } from '@/lib/schemas/round'
import { DueDay } from './due-day'
import { ReopenDialog } from './reopen-dialog'
import { RoundBadges } from './round-list'
import { RoundMenu } from './round-menu'
import { RoundPassages } from './round-passages'
import { TaskTable } from './task-table'

export interface RoundPageProps {
  projectId: string
  viewerId: string
  may: { manage: boolean; review: boolean }
  coders: readonly { id: string; name: string; role: 'lead' | 'coder' }[]
  initial: { round: RoundDetail; rounds: Round[] }
}

/** One round: what it asks, how blind it is, who stands where, and where to go with it. */
export function RoundPage({ projectId, viewerId, may, coders, initial }: RoundPageProps) {
  const t = useTranslations('rounds')
  const [isLeaving, setLeaving] = useState(false)
  const { data: round = initial.round } = useRound(projectId, initial.round.id, {
    initial: initial.round,
    enabled: !isLeaving,
  })
  const { data: rounds = [] } = useRounds(projectId, initial.rounds)
  const [reopening, setReopening] = useState<RoundTask | null>(null)
  const base = `/projects/${projectId}`
  const previous = rounds.find((other) => other.id === round.previousId)
  return (
    <>
      <PageHeader
        title={round.name}
        eyebrow={<Breadcrumb crumbs={[{ label: t('title'), href: `${base}/rounds` }]} />}
        lede={<RoundLede base={base} round={round} rounds={rounds} />}
        actions={
          <RoundActions
            {...{ base, round, may, previous }}
            toCode={firstToCode(round, viewerId)}
            menu={
              may.manage && <RoundMenu projectId={projectId} round={round} coders={coders} onLeaving={setLeaving} />
            }
          />
        }
      />
      <RoundNotices round={round} />
      {round.instructions !== '' && (
        <Section title={t('page.instructions')}>
          <p dir="auto" className="max-w-2xl font-serif text-[1.0625rem] leading-relaxed whitespace-pre-line text-ink">
            {round.instructions}
          </p>
        </Section>
      )}
      <Section title={t('page.table')}>
        {round.progress && (
          <ProgressBar
            label={t('page.progress')}
            done={round.progress.submitted}
            total={round.progress.tasks}
            valueLabel={t('submittedOf', round.progress)}
            className="mb-5 max-w-md"
          />
        )}
        <TaskTable
          projectId={projectId}
          round={round}
          onReopen={may.manage && round.closedAt === null ? setReopening : undefined}
        />
      </Section>
      {round.passages.length > 0 && <RoundPassages projectId={projectId} round={round} />}
      {reopening && (
        <ReopenDialog projectId={projectId} round={round} task={reopening} onClose={() => setReopening(null)} />
      )}
    </>
  )
}

/** What kind of round it is, who set it up with which codebook, and which rounds go before and after it. */
function RoundLede({ base, round, rounds }: { base: string; round: RoundDetail; rounds: readonly Round[] }) {
  const t = useTranslations('rounds')
  const format = useFormatter()
  const nextRounds = rounds.filter((other) => other.previousId === round.id)
  const previous = rounds.find((other) => other.id === round.previousId)
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span>{t(`kind.${round.kind}`)}</span>
        <RoundBadges round={round} />
        <DueDay
          dueAt={round.dueAt}
          isDone={
            round.progress
              ? round.progress.submitted === round.progress.tasks
              : round.mine.submitted === round.mine.tasks
          }
        />
      </p>
      <p className="text-[0.8125rem]">
        {t('page.setUpBy', {
          name: round.createdBy.name,
          day: format.dateTime(new Date(round.createdAt), { dateStyle: 'medium' }),
        })}{' '}
        ·{' '}
        {round.codebookAt === null
          ? t('page.codebookNone')
          : t('page.codebook', { day: format.dateTime(new Date(round.codebookAt), { dateStyle: 'medium' }) })}
      </p>
      {previous && (
        <RoundLink href={`${base}/rounds/${previous.id}`}>{t('page.previous', { name: previous.name })}</RoundLink>
      )}
      {nextRounds.map((next) => (
        <RoundLink key={next.id} href={`${base}/rounds/${next.id}`}>
          {t('page.next', { name: next.name })}
        </RoundLink>
      ))}
    </div>
  )
}

/** The first document that this person has yet to submit; none in a closed round. */
function firstToCode({ documents, tasks, closedAt }: RoundDetail, viewerId: string) {
  if (closedAt !== null) return undefined
  const open = new Set(
    tasks.flatMap((task) => (task.coderId === viewerId && task.state !== 'submitted' ? [task.documentId] : [])),
  )
  return documents.find(({ id }) => open.has(id))
}

interface RoundActionsProps {
  base: string
  round: RoundDetail
  may: RoundPageProps['may']
  previous: Round | undefined
  toCode: { id: string; title: string } | undefined
  menu: ReactNode
}

/** Where to go with a round: a coder to their work before all; review and agreement once there is something to compare. */
function RoundActions({ base, round, may, previous, toCode, menu }: RoundActionsProps) {
  const t = useTranslations('rounds.page')
  return (
    <>
      {round.isComparable && may.review && (
        <ButtonLink href={`${base}/review?round=${round.id}`} icon={<pageIcons.review aria-hidden />}>
          {t('review')}
        </ButtonLink>
      )}
      {round.isComparable && (
        <ButtonLink href={`${base}/agreement?roundId=${round.id}`} icon={<pageIcons.agreement aria-hidden />}>
          {t('agreement')}
        </ButtonLink>
      )}
      {previous && (
        <ButtonLink href={`${base}/rounds/${round.id}/before-and-after`} icon={<ArrowLeftRight aria-hidden />}>
          {t('beforeAfter')}
        </ButtonLink>
      )}
      {may.manage && round.kind === 'norming' && !round.isBlind && (
        <ButtonLink href={`${base}/rounds/new?again=${round.id}`} icon={<Repeat2 aria-hidden />}>
          {t('again')}
        </ButtonLink>
      )}
      {toCode && (
        <ButtonLink
          tone="primary"
          href={`${base}/documents/${toCode.id}`}
          icon={<PenLine aria-hidden />}
          className="max-w-full sm:max-w-96"
        >
          <span className="min-w-0 truncate">
            {t.rich('code', {
              title: toCode.title,
              cite: (title) => (
                <cite dir="auto" className="font-serif">
                  {title}
                </cite>
              ),
            })}
          </span>
        </ButtonLink>
      )}
      {menu}
    </>
  )
}

/** What everybody has to know about what is hidden and what was opened. */
function RoundNotices({ round }: { round: RoundDetail }) {
  const t = useTranslations('rounds.page')
  const format = useFormatter()
  const day = (time: string) => format.dateTime(new Date(time), { dateStyle: 'long' })
  const blind =
    round.progress !== null && round.mine.tasks === 0
      ? t('blind')
      : t(round.visibility === 'until-all-submit' ? 'blindAll' : 'blindOwn')
  // Nothing at all where there is nothing to say: the first section then stands under the header's own rule.
  if (round.openedAt === null && round.closedAt === null && !round.isBlind) return null
  return (
    <div className="mb-6 flex flex-col gap-2 empty:hidden">
      {round.openedAt !== null && round.openedBy && (
        <Notice icon={<TriangleAlert aria-hidden />} isLoud>
          {t('openedBy', { name: round.openedBy.name, day: day(round.openedAt) })}
        </Notice>
      )}
      {round.closedAt !== null && (
        <Notice icon={<TriangleAlert aria-hidden />}>{t('closedOn', { day: day(round.closedAt) })}</Notice>
      )}
      {round.isBlind && <Notice icon={<EyeOff aria-hidden />}>{blind}</Notice>}
    </div>
  )
}

function Notice({ icon, isLoud = false, children }: { icon: ReactNode; isLoud?: boolean; children: ReactNode }) {
  return (
    <p
      className={`flex max-w-3xl items-start gap-2.5 rounded-md px-3.5 py-2.5 text-sm text-ink [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0 ${isLoud ? 'bg-warning-soft [&_svg]:text-warning' : 'bg-paper-sunken [&_svg]:text-ink-muted'}`}
    >
      {icon}
      <span className="text-pretty">{children}</span>
    </p>
  )
}

function RoundLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="w-fit rounded-sm text-[0.8125rem] text-accent underline underline-offset-4 focus-ring">
      {children}
    </Link>
  )
}
