'use client'

import { Undo2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import { Button } from '@/components/ui/button'
import { spoken } from '@/lib/browser/spoken'
import { correctedRevisions, revisionsHref } from '@/lib/domain/documents/revisions-address'
import { tellSides } from '@/lib/domain/history/tell-sides'
import { proposerOf, tellEvent, type Names } from '@/lib/domain/history/tell-event'
import { isolated, isolatedValues } from '@/lib/i18n/isolated'
import type { HistoryEvent } from '@/lib/schemas/history'
import { EntryTime } from './entry-time'
import { Sides } from './sides'
import { Unfold } from './unfold'

/** How much of an event later ones have given back. */
export type HowFar = 'not' | 'in-part' | 'wholly'

interface HistoryEntryProps {
  projectId: string
  event: HistoryEvent
  names: Names
  reverted: HowFar
  /** Told what the event says. */
  onRevert: (said: string) => void
  /** The name of the round that the event belongs to. */
  round: string | null
}

/** One event as a sentence, its passage the way to where it stands; what else is on record of it is unfolded below. */
export function HistoryEntry({ projectId, event, names, reverted, onRevert, round }: HistoryEntryProps) {
  const t = useTranslations('history')
  const [isOpen, setOpen] = useState(false)
  const isReverted = reverted === 'wholly'
  const { key, values } = tellEvent(event, names)
  const proposer = proposerOf(event)
  // The key comes from tellEvent, whose every key has a message: its test says so.
  const sentence = `said.${key}` as 'said.other'
  const words = isolatedValues(values) as { actor: string; type: string }
  const said = t.markup(sentence, { ...words, b: (part) => part, q: (part) => part })
  return (
    <li>
      <div className="flex items-start gap-3 py-2 text-[0.9375rem] leading-6">
        <EntryTime time={event.createdAt} />
        <AvatarInitials name={event.actor.name} size="small" className="mt-0.5 max-sm:hidden" />
        <p className={`min-w-0 flex-1 pt-0.5 ${isReverted ? 'text-ink-muted' : ''}`}>
          {t.rich(sentence, {
            ...words,
            b: (part) => <span className="font-medium">{part}</span>,
            q: (part) => <Passage href={passageHref(projectId, event, names)}>{part}</Passage>,
          })}
          {proposer !== null && (
            <> {t('proposedBy', { name: isolated(names.person(proposer) ?? names.gone.person) })}</>
          )}
          <CompareTexts projectId={projectId} event={event} names={names} />
          {(reverted !== 'not' || event.reverts !== null) && (
            <span className="ms-2 text-[0.8125rem] text-ink-muted italic">
              {t(isReverted ? 'isReverted' : reverted === 'in-part' ? 'isRevertedInPart' : 'reverted')}
            </span>
          )}
        </p>
        {event.revert?.isPossible && !isReverted && (
          <Button
            size="small"
            tone="plain"
            aria-label={t('revert.label', { said })}
            aria-haspopup="dialog"
            onPress={() => onRevert(said)}
          >
            <Undo2 aria-hidden />
            <span className="max-sm:hidden">{t('revert.button')}</span>
          </Button>
        )}
        <Unfold said={said} isOpen={isOpen} onOpen={setOpen} />
      </div>
      {isOpen && <Details event={event} names={names} isReverted={isReverted} round={round} />}
    </li>
  )
}

/** Where the passage of an event stands, as far as there is one. */
function passageHref(projectId: string, event: HistoryEvent, names: Names): string | null {
  const isThere =
    event.type.startsWith('annotation.') &&
    event.type !== 'annotation.deleted' &&
    event.documentId !== null &&
    names.document(event.documentId) !== null
  return isThere ? `/projects/${projectId}/documents/${event.documentId}?annotation=${event.subjectId}` : null
}

function Passage({ href, children }: { href: string | null; children: ReactNode }) {
  if (href === null) return <span className="font-serif">{children}</span>
  return (
    <Link
      href={href}
      className="rounded-sm font-serif underline decoration-rule-strong underline-offset-4 focus-ring data-hovered:text-accent data-hovered:decoration-current"
    >
      {children}
    </Link>
  )
}

function CompareTexts({ projectId, event, names }: { projectId: string; event: HistoryEvent; names: Names }) {
  const t = useTranslations('history')
  const { documentId } = event
  const compared = documentId !== null && names.document(documentId) !== null ? correctedRevisions(event) : null
  if (!compared || documentId === null) return null
  return (
    <>
      {' '}
      <Link
        href={revisionsHref(projectId, documentId, compared.from, compared.to)}
        className="rounded-sm text-[0.8125rem] whitespace-nowrap text-accent underline underline-offset-4 focus-ring"
      >
        {t('compareTexts')}
      </Link>
    </>
  )
}

/** The round, the codebook then, why it stays as it is, and both sides. */
function Details({
  event,
  names,
  isReverted,
  round,
}: Pick<HistoryEntryProps, 'event' | 'names' | 'round'> & { isReverted: boolean }) {
  const t = useTranslations('history')
  const sides = tellSides(event, names)
  const stays = isReverted || !event.revert?.reason ? null : spoken(event.revert.said, event.revert.reason)
  const facts = [
    ...(round === null ? [] : [t('inRound', { round: isolated(round) })]),
    ...(event.codebookVersion === undefined ? [] : [t('codebookVersion', { version: event.codebookVersion })]),
  ]
  return (
    <div className="flex flex-col gap-1 pb-4 text-[0.8125rem] text-ink-muted sm:ps-[6rem]">
      <p>{facts.join(' · ')}</p>
      {stays !== null && (
        <p className="max-w-prose">
          {t('revert.stays')} <span className="text-ink">{stays}</span>
        </p>
      )}
      {sides.length > 0 && <Sides rows={sides} />}
    </div>
  )
}
