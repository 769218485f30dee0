import { setImmediate as turn } from 'node:timers/promises'
import type { Steps } from '@/lib/domain/steps'
import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'

/** Characters that an answer may repeat of a sheet and of what is stored beside it; a codebook of 10,000 tags has a tenth. */
const mostTold = 8_000_000

/** Carries out a plan, serving others between two steps. Throws "too-large" where its answer would be longer than anybody reads. */
export async function inSteps<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    if (step.value > mostTold)
      throw new AppError('too-large', say('refusals.sheetSaysTooMuch', { limit: mostTold }), { reason: 'too-large' })
    await turn()
  }
}
