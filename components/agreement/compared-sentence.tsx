'use client'

import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { plainChoice, type AgreementChoice } from '@/lib/browser/agreement/agreement-choice'
import type { AgreementAnswer } from '@/lib/schemas/agreement'
import type { Offered } from './choice-fields'

/** Names are said as long as they can be read at a glance. */
const mostNames = 4

/** Who and what is compared, in one sentence. */
export function ComparedSentence({
  choice,
  offered,
  answer,
}: {
  choice: AgreementChoice
  offered: Offered
  answer: AgreementAnswer | undefined
}) {
  const t = useTranslations('agreement.comparing')
  const format = useFormatter()
  const coded = answer?.coders.filter(({ documents }) => documents > 0) ?? []
  const people = choice.coderIds.length > 0 ? offered.people.filter(({ id }) => choice.coderIds.includes(id)) : coded
  const isUsual = (['whiteSpace', 'touching', 'overlappingTags'] as const).every(
    (rule) => choice[rule] === plainChoice[rule],
  )
  const title = offered.documents.find(({ id }) => id === choice.documentIds[0])?.title
  const tag = offered.tags.find(({ id }) => id === choice.tagIds[0])?.name
  return t.rich('whole', {
    who:
      people.length > 0 && people.length <= mostNames
        ? format.list(people.map(({ name }) => name))
        : people.length === 0
          ? t('everyone')
          : t('coders', { count: people.length }),
    where: choice.roundId === '' ? 'anywhere' : 'round',
    round: offered.rounds.find(({ id }) => id === choice.roundId)?.name ?? '',
    documents: String(choice.documentIds.length),
    document: title ?? '',
    tags: String(choice.tagIds.length),
    tag: tag ?? '',
    unit: choice.unit,
    rules: isUsual ? 'usual' : 'other',
    strong: (words: ReactNode) => <bdi className="text-ink">{words}</bdi>,
    cite: (words: ReactNode) => <cite className="font-serif text-ink">{words}</cite>,
  })
}
