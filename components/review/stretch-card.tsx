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
export function StretchCard({
  projectId,
  difference,
  language,
  nameOf,
  tags,
  isCurrent,
  isOverlaid,
  onFocus,
  children,
}: StretchCardProps) {
  const t = useTranslations('review')
  const format = useFormatter()
  const { share } = useFigures()
  const card = useRef<HTMLElement>(null)
  const { documentId, documentTitle, revisionId, start, end, annotations, coderIds, verdict, state, kind, agreement } =
    difference
  const text = useDocumentText(projectId, documentId, revisionId)
  const within = text.data === undefined ? null : surroundings(text.data, { start, end }, language)
  const coders = coderIds.map((id) => ({ id, name: nameOf(id) }))
  const acceptedCoderIds = state === 'settled' && verdict ? verdict.acceptedCoderIds : []
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
      {text.error ? (
        <p role="alert" className="text-sm text-danger">
          {text.error.message}
        </p>
      ) : within === null || text.data === undefined ? (
        <Skeleton lines={3} />
      ) : (
        <>
          {isOverlaid && (
            <OverlaidPassage
              text={text.data}
              within={within}
              annotations={annotations}
              coders={coders}
              tags={tags}
              acceptedCoderIds={acceptedCoderIds}
            />
          )}
          <div
            className={classNames(
              'grid gap-3',
              coders.length > 1 && (coders.length % 3 === 0 ? 'md:grid-cols-3' : 'md:grid-cols-2'),
            )}
          >
            {!isOverlaid &&
              coders.map(({ id, name }, i) => (
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
        </>
      )}
      {verdict && (
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
      )}
      {verdict && isCurrent && state !== 'settled' && (
        <ThreadPanel key={verdict.id} projectId={projectId} subject={{ type: 'verdict', id: verdict.id }} />
      )}
      {children}
    </article>
  )
}
