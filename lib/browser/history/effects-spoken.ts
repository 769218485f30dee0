import { allSpoken, spoken } from '@/lib/browser/spoken'
import type { EventReverted, RevertPreview } from '@/lib/schemas/history'

/** What reverting does, with its sentences in the language of the page. */
export function effectsSpoken<Answer extends EventReverted | RevertPreview>(answer: Answer): Answer {
  const reason = 'reason' in answer && answer.reason !== null ? spoken(answer.said.reason, answer.reason) : null
  return {
    ...answer,
    effects: allSpoken(answer.said.effects, answer.effects),
    keeps: answer.keeps.map((keep) => ({ ...keep, detail: spoken(keep.said, keep.detail) })),
    ...('reason' in answer && { reason }),
  }
}
