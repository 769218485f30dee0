import type { Member } from '@/lib/domain/access/viewer'
import { Turns } from '@/lib/domain/queue/turns'
import { AppError } from '@/lib/errors'
import type { WholeReport } from '@/lib/exporters/pdf-report'
import { say } from '@/lib/i18n/say'
import type { MissingWords } from '@/lib/typesetting/messages'
import { typeset } from '@/lib/typesetting/typeset'
import { reportWords } from './export-context'

const turns = new Turns(
  { atOnce: 1, atOnceOfOne: 1, waiting: 24, waitingOfOne: 4 },
  () => new AppError('unavailable', say('refusals.busy.requests'), { retryAfter: 20 }),
)

/** Sets one report after another. Whose turn it is goes by `whose`, so that one person’s waits for the one under way and for one of each other person. */
export const setInTurn = (whose: string, report: WholeReport, words: MissingWords): Promise<Uint8Array> =>
  turns.run(whose, () => typeset(report, words))

/** A report set as a PDF in the member's language. What it comes from is read to its end first, so that no snapshot is held meanwhile. */
export async function* setAsPdf(reports: AsyncIterable<WholeReport>, member: Member): AsyncGenerator<Uint8Array, void> {
  const words = reportWords(member)
  const missing = { notice: words('missingFonts', { names: '{names}' }), emoji: words('emoji'), locale: words.locale }
  const whole: WholeReport[] = []
  for await (const report of reports) whole.push(report)
  for (const report of whole) yield await setInTurn(member.userId, report, missing)
}
