'use client'

import { useTranslations } from 'use-intl'
import { Badge } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { Kbd } from '@/components/ui/kbd'
import { tagColourVariables } from '@/lib/domain/codebook/colours'
import type { Span } from '@/lib/domain/anchoring/span'
import { piecesOf } from '@/lib/domain/review/passage-lines'
import type { Annotation } from '@/lib/schemas/annotation'
import type { Tag } from '@/lib/schemas/tag'
import { CodedLine } from './coded-line'

export interface CoderPassageProps {
  name: string
  /** The digit that accepts this coder's work. */
  digit: number
  text: string
  within: Span
  annotations: readonly Annotation[]
  tags: ReadonlyMap<string, Tag>
  isAccepted: boolean
}

/** The passage as one coder sees it: what they marked in it, with which tags, or that they marked nothing. */
export function CoderPassage({ name, digit, text, within, annotations, tags, isAccepted }: CoderPassageProps) {
  const t = useTranslations('review')
  return (
    <div
      role="group"
      aria-label={t('coder.label', { name })}
      className={classNames(
        'flex min-w-0 flex-col gap-2 rounded-md border p-3',
        isAccepted ? 'border-success bg-success-soft/40' : 'border-rule bg-paper',
      )}
    >
      <header className="flex flex-wrap items-center gap-2 text-sm">
        {digit < 10 && <Kbd>{String(digit)}</Kbd>}
        <h3 className="font-medium text-ink">{name}</h3>
        {annotations.length === 0 && <span className="text-ink-muted">{t('coder.nothing')}</span>}
        {isAccepted && <Badge tone="success">{t('coder.accepted')}</Badge>}
      </header>
      <p
        dir="auto"
        className={classNames(
          'font-serif leading-[1.65] whitespace-pre-line',
          annotations.length === 0 ? 'text-ink-muted' : 'text-ink',
        )}
      >
        {piecesOf(text, within, annotations).map((piece) => {
          const top = piece.marks.at(-1)
          if (!top) return <span key={piece.start}>{piece.text}</span>
          const colour = tags.get(top.tagIds[0] ?? '')?.colour
          return (
            <mark
              key={piece.start}
              style={colour === undefined ? undefined : tagColourVariables(colour)}
              className={classNames(
                'rounded-sm border-b-2 text-ink',
                colour === undefined
                  ? 'border-rule-strong bg-paper-sunken'
                  : 'tag-coloured border-tag-stripe bg-tag-fill',
              )}
            >
              {piece.text}
            </mark>
          )
        })}
      </p>
      {annotations.map((annotation) => (
        <CodedLine
          key={annotation.id}
          annotation={annotation}
          tags={tags}
          quote={annotations.length > 1 ? annotation.quote : null}
        />
      ))}
    </div>
  )
}
