'use client'

import type { CSSProperties } from 'react'
import { useTranslations } from 'use-intl'
import { Badge } from '@/components/ui/badge'
import { Kbd } from '@/components/ui/kbd'
import type { Span } from '@/lib/domain/anchoring/span'
import { piecesOf } from '@/lib/domain/review/passage-lines'
import type { Annotation } from '@/lib/schemas/annotation'
import type { Tag } from '@/lib/schemas/tag'
import { CodedLine } from './coded-line'

export interface OverlaidPassageProps {
  text: string
  within: Span
  annotations: readonly Annotation[]
  coders: readonly { id: string; name: string }[]
  tags: ReadonlyMap<string, Tag>
  acceptedCoderIds: readonly string[]
}

// Whose line is whose shows by its pattern, so that nobody has to tell colours apart.
const patterns = [
  'linear-gradient(currentColor, currentColor)',
  'repeating-linear-gradient(90deg, currentColor 0 7px, transparent 7px 11px)',
  'repeating-linear-gradient(90deg, currentColor 0 2px, transparent 2px 5px)',
  'repeating-linear-gradient(90deg, currentColor 0 9px, transparent 9px 12px, currentColor 12px 14px, transparent 14px 17px)',
]
const lineStep = 4

function lines(drawn: readonly number[]): CSSProperties {
  return {
    backgroundImage: drawn.map((line) => patterns[line % patterns.length]).join(', '),
    backgroundSize: '100% 2px',
    backgroundRepeat: 'no-repeat',
    backgroundPosition: drawn.map((line) => `0 calc(1.45em + ${line * lineStep}px)`).join(', '),
  }
}

/** One text with a line below it for each coder, where they marked it: edges that differ are seen against one another. Below it whose line is whose, and what they said of it. */
export function OverlaidPassage({ text, within, annotations, coders, tags, acceptedCoderIds }: OverlaidPassageProps) {
  const t = useTranslations('review')
  const line = new Map(coders.map(({ id }, i) => [id, i]))
  return (
    <div className="flex flex-col gap-2">
      <p
        dir="auto"
        style={{ lineHeight: `calc(1.9em + ${coders.length * lineStep}px)` }}
        className="font-serif text-ink whitespace-pre-line"
      >
        {piecesOf(text, within, annotations).map((piece) => {
          const drawn = [...new Set(piece.marks.map((mark) => line.get(mark.author.id) ?? 0))].sort()
          if (drawn.length === 0) return <span key={piece.start}>{piece.text}</span>
          return (
            <mark
              key={piece.start}
              style={{ ...lines(drawn), paddingBlock: `0 ${coders.length * lineStep + 4}px` }}
              className="bg-transparent text-ink"
            >
              {piece.text}
            </mark>
          )
        })}
      </p>
      <ul className="flex flex-col gap-2 text-[0.8125rem] text-ink-muted sm:grid grid-cols-1 sm:grid-cols-[auto_minmax(0,1fr)] sm:gap-x-4">
        {coders.map(({ id, name }, i) => {
          const own = annotations.filter((row) => row.author.id === id)
          return (
            <li
              key={id}
              aria-label={t('coder.label', { name })}
              className="flex flex-wrap items-center gap-x-3 gap-y-1.5 sm:col-span-full sm:grid grid-cols-1 sm:grid-cols-subgrid"
            >
              <span className="inline-flex items-center gap-2">
                {i < 9 && <Kbd>{String(i + 1)}</Kbd>}
                <span className="font-medium text-ink">{name}</span>
                <span
                  aria-hidden
                  style={{ ...lines([i]), backgroundPosition: '0 50%' }}
                  className="inline-block h-3 w-9 text-ink"
                />
              </span>
              <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5">
                {own.length === 0 && <span>{t('coder.nothing')}</span>}
                {acceptedCoderIds.includes(id) && <Badge tone="success">{t('coder.accepted')}</Badge>}
                {own.map((annotation) => (
                  <CodedLine
                    key={annotation.id}
                    annotation={annotation}
                    tags={tags}
                    quote={own.length > 1 ? annotation.quote : null}
                  />
                ))}
              </div>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
