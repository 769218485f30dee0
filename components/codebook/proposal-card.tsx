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
export function ProposalCard({ proposal, tags, mayDecide, isOwn, onAccept, onDecline, onWithdraw }: ProposalCardProps) {
  const t = useTranslations('codebook.proposals')
  const book = useTranslations('codebook')
  const format = useFormatter()
  const { kind, tag, into, parent, wanted, origin, state } = proposal
  const [keepId, setKeepId] = useState(into?.id)
  const [answer, setAnswer] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  const wordBox = useRef<HTMLDivElement>(null)
  const isAnswering = answer !== null
  // Whoever declines begins to say why.
  useEffect(() => {
    if (isAnswering) wordBox.current?.querySelector('textarea')?.focus()
  }, [isAnswering])
  const name = tag?.name ?? wanted.name ?? ''
  const isOpen = state === 'open'
  const isGone = isOpen && [tag, into].some((one) => one !== null && !tags.has(one.id))
  const waits = proposal.blindRoundId !== null && kind !== 'create'
  const decide = async (work: () => Promise<unknown>) => {
    setPending(true)
    await work()
    setPending(false)
  }
  const said = t(`said.${kind}`, {
    name,
    into: into?.name ?? '',
    parent: parent?.name ?? '',
    below: parent === null ? 'no' : 'yes',
  })
  return (
    <li className="border-b border-rule py-5 first:pt-0">
      <article aria-label={said} className="flex flex-col gap-3">
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
            {!isOpen && <Badge tone={state === 'accepted' ? 'success' : 'plain'}>{t(`state.${state}`)}</Badge>}
          </p>
        </header>
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
        {answer !== null && (
          <div ref={wordBox}>
            <TextArea label={t('answer')} rows={2} maxLength={2000} value={answer} onChange={setAnswer} />
          </div>
        )}
        {isOpen && (
          <div className="flex flex-wrap gap-2">
            {mayDecide && answer === null && (
              <>
                <Button
                  size="small"
                  tone="primary"
                  isDisabled={isGone || waits}
                  isPending={isPending}
                  onPress={() =>
                    void decide(() =>
                      onAccept(
                        keepId === into?.id ? undefined : keepId,
                        kind === 'change' ? tags.get(tag?.id ?? '')?.version : undefined,
                      ),
                    )
                  }
                >
                  {t(origin === 'equal-names' ? 'merge' : 'accept')}
                </Button>
                <Button size="small" isDisabled={isPending} onPress={() => setAnswer('')}>
                  {t(origin === 'equal-names' ? 'keepApart' : 'decline')}
                </Button>
              </>
            )}
            {answer !== null && (
              <>
                <Button
                  size="small"
                  tone="primary"
                  isPending={isPending}
                  onPress={() => void decide(() => onDecline(answer))}
                >
                  {t(origin === 'equal-names' ? 'keepApart' : 'decline')}
                </Button>
                <Button size="small" onPress={() => setAnswer(null)}>
                  {book('cancel')}
                </Button>
              </>
            )}
            {isOwn && answer === null && (
              <Button size="small" isDisabled={isPending} onPress={() => void decide(onWithdraw)}>
                {t('withdraw')}
              </Button>
            )}
          </div>
        )}
      </article>
    </li>
  )
}
