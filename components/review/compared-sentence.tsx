'use client'

import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { ReviewView } from '@/lib/browser/review/use-review'
import { isComparable, type ReviewChoice } from '@/lib/domain/review/review-address'

export interface ComparedSentenceProps {
  choice: ReviewChoice
  view: ReviewView
  rounds: readonly { id: string; name: string }[]
  documents: readonly { id: string; title: string }[]
  /** Whose work there is to compare. */
  names: readonly string[]
}

/** What is compared and in which order, in one sentence. */
export function ComparedSentence({ choice, view, rounds, documents, names }: ComparedSentenceProps) {
  const t = useTranslations('review.sentence')
  const format = useFormatter()
  if (!isComparable(choice)) return t('nothing')
  const [documentId] = choice.documentIds
  const { length: count } = choice.documentIds
  const document = count === 1 ? documents.find(({ id }) => id === documentId)?.title : undefined
  const strong = (words: ReactNode) => <bdi className="text-ink">{words}</bdi>
  const said = t.rich('whole', {
    who: names.length > 0 && names.length < 5 ? format.list(names) : t('coders', { count: names.length }),
    round: rounds.find(({ id }) => id === choice.roundId)?.name ?? '',
    document: document ?? '',
    count,
    place:
      choice.roundId === null
        ? document === undefined
          ? 'documents'
          : 'document'
        : document === undefined
          ? 'round'
          : 'both',
    order: view.order,
    show: view.show,
    state: view.state,
    strong,
    cite: (title) => <cite className="font-serif text-ink">{title}</cite>,
  })
  return said
}
