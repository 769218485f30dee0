'use client'

import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { comparedParts, type ComparedPart } from '@/lib/domain/documents/compared-parts'
import { textEdits } from '@/lib/editor/text-edits'

type Part = Omit<ComparedPart, 'text'> & { text: string; words?: number }

/** Two texts as one: what was taken out is struck through, what was put in is underlined, and both are said; what is the same and far away is folded to a count of words. */
export function WordChanges({ parts }: { parts: readonly Part[] }) {
  const t = useTranslations('documents.compare')
  return parts.map(({ kind, text, words = 0 }, at) => {
    if (kind === 'same') return <span key={at}>{text}</span>
    if (kind === 'folded')
      return (
        <span key={at} className="my-2 block border-y border-rule py-1 font-sans text-[0.8125rem] text-ink-muted">
          {t('folded', { count: words })}
        </span>
      )
    const Mark = kind === 'removed' ? 'del' : 'ins'
    return (
      <Mark
        key={at}
        className={
          kind === 'removed'
            ? 'rounded-xs bg-danger-soft px-px text-ink line-through decoration-danger decoration-2'
            : 'rounded-xs bg-success-soft px-px text-ink underline decoration-success decoration-2 underline-offset-3'
        }
      >
        <span className="sr-only">{t(kind)} </span>
        {shownBreaks(text)}
      </Mark>
    )
  })
}

/** The words of one passage before and after. */
export function PassageChange({ before, after }: { before: string; after: string }) {
  const parts = useMemo(
    () =>
      comparedParts(before, textEdits(before, after)).map((part) => ({
        ...part,
        words: part.text.split(/\s+/).length,
      })),
    [before, after],
  )
  return <WordChanges parts={parts} />
}

/** A line break that came or went would show nothing of itself. */
const shownBreaks = (text: string): string =>
  text.trim() === '' ? text.replaceAll('\n', '¶\n').replaceAll(/^ $/g, '␣') : text
