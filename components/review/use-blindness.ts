'use client'

import { useFormatter, useTranslations } from 'use-intl'
import type { ReviewChoice } from '@/lib/domain/review/review-address'
import { useQueue } from '@/lib/browser/rounds/use-rounds'
import type { OwnTask } from '@/lib/schemas/round'

/** What is hidden from the reader of what they compare, in words, and the round in which they have yet to submit. */
export interface Blindness {
  said: string
  roundHref: string
}

/** Known from the reader's own tasks alone, which say nothing of what others did. */
export function useBlindness(projectId: string, { roundId, documentIds }: ReviewChoice): Blindness | null {
  const t = useTranslations('review.blind')
  const format = useFormatter()
  const { data: queue = [] } = useQueue(projectId)
  const isCompared = ({ round, document }: OwnTask) =>
    (roundId === null || round.id === roundId) && (documentIds.length === 0 || documentIds.includes(document.id))
  const blind = queue.filter((task) => task.isBlind && isCompared(task))
  const round = blind[0]?.round
  if (!round) return null
  const titles = blind.filter((task) => task.round.id === round.id).map(({ document }) => document.title)
  return {
    said: t(round.visibility === 'until-all-submit' ? 'untilAll' : 'untilOwn', {
      count: titles.length,
      titles: format.list(titles.slice(0, 8).concat(titles.length > 8 ? ['…'] : [])),
      round: round.name,
    }),
    roundHref: `/projects/${projectId}/rounds/${round.id}`,
  }
}
