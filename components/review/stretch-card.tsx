'use client'

import { ArrowUpRight } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { Link } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import { ThreadPanel } from '@/components/threads/thread-panel'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { Skeleton } from '@/components/ui/skeleton'
import { useFigures } from '@/components/ui/use-figures'
import { useDocumentText } from '@/lib/browser/review/use-review'
import { surroundings } from '@/lib/domain/review/passage-lines'
import type { Difference } from '@/lib/schemas/review'
import type { Tag } from '@/lib/schemas/tag'
import { CoderPassage } from './coder-passage'
import { OverlaidPassage } from './overlaid-passage'

export interface StretchCardProps {
  projectId: string
  difference: Difference
  /** Of the document. */
  language: string
  nameOf: (id: string) => string
  tags: ReadonlyMap<string, Tag>
  isCurrent: boolean
  isOverlaid: boolean
  onFocus: () => void
  /** What can be decided, below the passage; only while the card is the current one. */
  children?: ReactNode
}

const tones: Record<Difference['state'], BadgeTone> = {
  open: 'plain',
  settled: 'success',
  contested: 'warning',
  outdated: 'warning',
}

/** One passage that several coders coded, how they differ about it, and how far review is with it. */
export function StretchCard(props: StretchCardProps) {
  const { projectId, difference, nameOf, isCurrent, onFocus, children } = props
  const t = useTranslations('review')
  const card = useRef<HTMLElement>(null)
  const { documentTitle, verdict, state, kind } = difference
  useEffect(() => {
    if (!isCurrent) return
    card.current?.focus({ preventScroll: true })
    card.current?.scrollIntoView({ block: 'nearest' })
  }, [isCurrent])
  return (
    <article
      ref={card}
      tabIndex={-1}
      aria-label={t('stretch.label', { title: documentTitle, kind: t(`kind.${kind}`) })}
      aria-current={isCurrent || undefined}
      onPointerDown={onFocus}
      className={classNames(
        'flex scroll-my-24 flex-col gap-3 rounded-lg border p-4 outline-none',
        isCurrent ? 'border-accent bg-paper-raised shadow-raised' : 'border-rule bg-paper-raised',
      )}
    >
      <Head projectId={projectId} difference={difference} />
      <Passages {...props} />
      {verdict && <Told verdict={verdict} nameOf={nameOf} />}
      {verdict && isCurrent && state !== 'settled' && (
        <ThreadPanel key={verdict.id} projectId={projectId} subject={{ type: 'verdict', id: verdict.id }} />
      )}
      {children}
    </article>
  )
}

/** How its coders differ and how much, where it stands, and how far review is with it. */
function Head({ projectId, difference }: Pick<StretchCardProps, 'projectId' | 'difference'>) {
  const t = useTranslations('review')
  const { share } = useFigures()
  const { documentId, documentTitle, annotations, state, kind, agreement } = difference
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.8125rem] text-ink-muted">
      <h2 className="flex font-normal">
        <Badge tone={kind === 'unanimous' ? 'success' : 'plain'}>{t(`kind.${kind}`)}</Badge>
      </h2>
      {kind !== 'unanimous' && (
        <span title={t('agreement.help')}>{t('agreement.share', { share: share(agreement) })}</span>
      )}
      <cite dir="auto" className="max-w-80 truncate font-serif">
        {documentTitle}
      </cite>
      <Link
        href={`/projects/${projectId}/documents/${documentId}?annotation=${annotations[0]?.id ?? ''}`}
        className="inline-flex min-h-6 pointer-coarse:min-h-11 items-center gap-0.5 rounded-sm text-accent underline-offset-4 focus-ring data-hovered:underline"
      >
        {t('stretch.place')}
        <ArrowUpRight aria-hidden className="size-3.5 rtl:-scale-x-100" />
      </Link>
      {state !== 'open' && <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>}
    </header>
  )
}

/** The words as each coder coded them: side by side, or one upon the other. */
function Passages({ projectId, difference, language, nameOf, tags, isOverlaid }: StretchCardProps) {
  const { documentId, revisionId, start, end, annotations, coderIds, verdict, state } = difference
  const text = useDocumentText(projectId, documentId, revisionId)
  if (text.error)
    return (
      <p role="alert" className="text-sm text-danger">
        {text.error.message}
      </p>
    )
  if (text.data === undefined) return <Skeleton lines={3} />
  const within = surroundings(text.data, { start, end }, language)
  const coders = coderIds.map((id) => ({ id, name: nameOf(id) }))
  const acceptedCoderIds = state === 'settled' && verdict ? verdict.acceptedCoderIds : []
  if (isOverlaid)
    return (
      <OverlaidPassage
        text={text.data}
        within={within}
        annotations={annotations}
        coders={coders}
        tags={tags}
        acceptedCoderIds={acceptedCoderIds}
      />
    )
  return (
    <div
      className={classNames(
        'grid gap-3',
        coders.length > 1 && (coders.length % 3 === 0 ? 'md:grid-cols-3' : 'md:grid-cols-2'),
      )}
    >
      {coders.map(({ id, name }, i) => (
        <CoderPassage
          key={id}
          name={name}
          digit={i + 1}
          text={text.data}
          within={within}
          annotations={annotations.filter((row) => row.author.id === id)}
          tags={tags}
          isAccepted={acceptedCoderIds.includes(id)}
        />
      ))}
    </div>
  )
}

/** What was decided, by whom, and who contests it. */
function Told({ verdict, nameOf }: { verdict: NonNullable<Difference['verdict']>; nameOf: (id: string) => string }) {
  const t = useTranslations('review')
  const format = useFormatter()
  return (
    <p className="text-sm text-ink-muted">
      {t(`told.${verdict.outcome}`, {
        who: verdict.createdBy.name,
        names: format.list(verdict.acceptedCoderIds.map(nameOf)),
      })}
      {verdict.reason && (
        <q dir="auto" className="ms-1 font-serif text-ink">
          {verdict.reason}
        </q>
      )}
      {verdict.contestedBy && (
        <span className="ms-1 text-warning">{t('told.contested', { name: verdict.contestedBy.name })}</span>
      )}
    </p>
  )
}
