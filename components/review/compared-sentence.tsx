'use client'

import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { ReviewView } from '@/lib/browser/review/use-review'
import { isComparable, type ReviewChoice } from '@/lib/domain/review/review-address'
import { sharedBy, type CodedDocument } from '@/lib/domain/review/shared-documents'

export interface ComparedSentenceProps {
  choice: ReviewChoice
  view: ReviewView
  rounds: readonly { id: string; name: string }[]
  documents: readonly { id: string; title: string }[]
  coded: readonly CodedDocument[]
  /** Whose work there is to compare. */
  names: readonly string[]
}

/** What is compared and in which order, in one sentence. */
export function ComparedSentence({ choice, view, rounds, documents, coded, names }: ComparedSentenceProps) {
  const t = useTranslations('review.sentence')
  const format = useFormatter()
  if (!isComparable(choice)) return t('nothing')
  const [documentId] = choice.documentIds
  const { length: count } = choice.documentIds
  const shared = choice.roundId === null ? sharedBy(coded, choice.coderIds).length : 0
  const document = count === 1 ? documents.find(({ id }) => id === documentId)?.title : undefined
  const strong = (words: ReactNode) => <bdi className="text-ink">{words}</bdi>
  const said = t.rich('whole', {
    who: names.length > 0 && names.length < 5 ? format.list(names) : t('coders', { count: names.length }),
    round: rounds.find(({ id }) => id === choice.roundId)?.name ?? '',
    document: document ?? '',
    count,
    shared,
    place:
      choice.roundId === null
        ? document === undefined
          ? count < shared
            ? 'some'
            : 'documents'
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
