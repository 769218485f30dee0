import type { Member } from '@/lib/domain/access/viewer'
import type { WholeReport } from '@/lib/exporters/pdf-report'
import { typeset } from '@/lib/typesetting/typeset'
import { reportWords } from './export-context'

/** A report set as a PDF in the member's language. What it comes from is read to its end first, so that no snapshot is held meanwhile. */
export async function* setAsPdf(reports: AsyncIterable<WholeReport>, member: Member): AsyncGenerator<Uint8Array, void> {
  const words = reportWords(member)
  const missing = { notice: words('missingFonts', { names: '{names}' }), emoji: words('emoji'), locale: words.locale }
  const whole: WholeReport[] = []
  for await (const report of reports) whole.push(report)
  for (const report of whole) yield await typeset(report, missing)
}
