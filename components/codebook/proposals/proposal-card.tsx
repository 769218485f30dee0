'use client'

import { useEffect, useRef, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { TextArea } from '@/components/ui/text-area'
import type { Proposal } from '@/lib/schemas/proposal'
import type { Tag } from '@/lib/schemas/tag'
import { ProposalWords } from './proposal-words'

export interface ProposalCardProps {
  proposal: Proposal
  tags: ReadonlyMap<string, Tag>
  mayDecide: boolean
  isOwn: boolean
  onAccept: (keepId: string | undefined, version: number | undefined) => Promise<unknown>
  onDecline: (answer: string) => Promise<unknown>
  onWithdraw: () => Promise<unknown>
}

/** A proposal: what it asks for, who asks and why, and for those who may decide the means to do so. */
export function ProposalCard(props: ProposalCardProps) {
  const { proposal, tags, mayDecide } = props
  const t = useTranslations('codebook.proposals')
  const { kind, tag, into, parent, wanted, state } = proposal
  const [keepId, setKeepId] = useState(into?.id)
  const isOpen = state === 'open'
  const isGone = isOpen && [tag, into].some((one) => one !== null && !tags.has(one.id))
  const waits = proposal.blindRoundId !== null && kind !== 'create'
  const said = t(`said.${kind}`, {
    name: tag?.name ?? wanted.name ?? '',
    into: into?.name ?? '',
    parent: parent?.name ?? '',
    below: parent === null ? 'no' : 'yes',
  })
  return (
    <li className="border-b border-rule py-5 first:pt-0">
      <article aria-label={said} className="flex flex-col gap-3">
        <Head proposal={proposal} said={said} />
        {proposal.reason !== '' && (
          <p dir="auto" className="max-w-prose text-[0.9375rem] whitespace-pre-line text-ink">
            {proposal.reason}
          </p>
        )}
        <ProposalWords
          proposal={proposal}
          tags={tags}
          keepId={keepId}
          onKeep={mayDecide && isOpen && !isGone ? setKeepId : undefined}
        />
        {!isOpen && proposal.decidedBy && (
          <p className="text-[0.8125rem] text-ink-muted">
            {t('decided', { name: proposal.decidedBy.name })}{' '}
            {proposal.answer !== '' && (
              <q dir="auto" className="text-ink">
                {proposal.answer}
              </q>
            )}
          </p>
        )}
        {isGone && <p className="text-[0.8125rem] text-ink-muted">{t('gone')}</p>}
        {isOpen && waits && mayDecide && <p className="text-[0.8125rem] text-ink-muted">{t('waits')}</p>}
        {isOpen && <Decision {...props} keepId={keepId} isStuck={isGone || waits} />}
      </article>
    </li>
  )
}

/** What is asked for, who asks, and what came of it. */
function Head({ proposal, said }: { proposal: Proposal; said: string }) {
  const t = useTranslations('codebook.proposals')
  const book = useTranslations('codebook')
  const format = useFormatter()
  const { origin, state } = proposal
  return (
    <header className="flex flex-col gap-1">
      <h3 dir="auto" className="font-serif text-lg text-ink">
        {said}
      </h3>
      <p className="flex flex-wrap items-center gap-x-2 text-[0.8125rem] text-ink-muted">
        {origin === 'equal-names' ? t('equalNames') : <bdi>{proposal.proposedBy?.name}</bdi>}
        <time dateTime={proposal.createdAt}>
          {format.dateTime(new Date(proposal.createdAt), { dateStyle: 'medium' })}
        </time>
        {proposal.blindRoundId !== null && <Badge>{book('madeBlind')}</Badge>}
        {state !== 'open' && <Badge tone={state === 'accepted' ? 'success' : 'plain'}>{t(`state.${state}`)}</Badge>}
      </p>
    </header>
  )
}

interface DecisionProps extends ProposalCardProps {
  /** Of a merge: the tag that stays. */
  keepId: string | undefined
  /** Whether it cannot be accepted now. */
  isStuck: boolean
}

/** The ways to settle an open proposal. Whoever declines may say why. */
function Decision({
  proposal,
  tags,
  mayDecide,
  isOwn,
  onAccept,
  onDecline,
  onWithdraw,
  keepId,
  isStuck,
}: DecisionProps) {
  const t = useTranslations('codebook.proposals')
  const book = useTranslations('codebook')
  const { kind, tag, into, origin } = proposal
  const [answer, setAnswer] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  const wordBox = useRef<HTMLDivElement>(null)
  const isAnswering = answer !== null
  useEffect(() => {
    if (isAnswering) wordBox.current?.querySelector('textarea')?.focus()
  }, [isAnswering])
  const decide = async (work: () => Promise<unknown>) => {
    setPending(true)
    await work()
    setPending(false)
  }
  const accept = () =>
    onAccept(keepId === into?.id ? undefined : keepId, kind === 'change' ? tags.get(tag?.id ?? '')?.version : undefined)
  const declining = t(origin === 'equal-names' ? 'keepApart' : 'decline')
  if (answer !== null)
    return (
      <>
        <div ref={wordBox}>
          <TextArea label={t('answer')} rows={2} maxLength={2000} value={answer} onChange={setAnswer} />
        </div>
        <div className="flex flex-wrap gap-2">
          <Button
            size="small"
            tone="primary"
            isPending={isPending}
            onPress={() => void decide(() => onDecline(answer))}
          >
            {declining}
          </Button>
          <Button size="small" onPress={() => setAnswer(null)}>
            {book('cancel')}
          </Button>
        </div>
      </>
    )
  return (
    <div className="flex flex-wrap gap-2">
      {mayDecide && (
        <>
          <Button
            size="small"
            tone="primary"
            isDisabled={isStuck}
            isPending={isPending}
            onPress={() => void decide(accept)}
          >
            {t(origin === 'equal-names' ? 'merge' : 'accept')}
          </Button>
          <Button size="small" isDisabled={isPending} onPress={() => setAnswer('')}>
            {declining}
          </Button>
        </>
      )}
      {isOwn && (
        <Button size="small" isDisabled={isPending} onPress={() => void decide(onWithdraw)}>
          {t('withdraw')}
        </Button>
      )}
    </div>
  )
}
