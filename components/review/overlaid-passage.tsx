'use client'

import type { CSSProperties } from 'react'
import type { Span } from '@/lib/domain/anchoring/span'
import { piecesOf } from '@/lib/domain/review/passage-lines'
import type { Annotation } from '@/lib/schemas/annotation'

export interface OverlaidPassageProps {
  text: string
  within: Span
  annotations: readonly Annotation[]
  coders: readonly { id: string; name: string }[]
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

/** One text with a line below it for each coder, where they marked it: edges that differ are seen against one another. */
export function OverlaidPassage({ text, within, annotations, coders }: OverlaidPassageProps) {
  const line = new Map(coders.map(({ id }, i) => [id, i]))
  return (
    <div className="flex flex-col gap-2">
      <p dir="auto" style={{ lineHeight: `calc(1.9em + ${coders.length * lineStep}px)` }} className="font-serif text-ink whitespace-pre-line">
        {piecesOf(text, within, annotations).map((piece) => {
          const drawn = [...new Set(piece.marks.map((mark) => line.get(mark.author.id) ?? 0))].sort()
          if (drawn.length === 0) return <span key={piece.start}>{piece.text}</span>
          return (
            <mark key={piece.start} style={{ ...lines(drawn), paddingBlock: `0 ${coders.length * lineStep + 4}px` }} className="bg-transparent text-ink">
              {piece.text}
            </mark>
          )
        })}
      </p>
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-[0.8125rem] text-ink-muted">
        {coders.map(({ id, name }, i) => (
          <li key={id} className="inline-flex items-center gap-2">
            <span aria-hidden style={{ ...lines([i]), backgroundPosition: '0 50%' }} className="inline-block h-3 w-9 text-ink" />
            {name}
          </li>
        ))}
      </ul>
    </div>
  )
}
