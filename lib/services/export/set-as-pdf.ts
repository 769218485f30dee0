import type { Member } from '@/lib/domain/access/viewer'
import { typeset } from '@/lib/typesetting/typeset'
import { reportWords } from './export-context'

/** What `pdfData` wrote, set as a PDF in the member's language. It is read to its end first, so that no snapshot is held meanwhile. */
export async function* setAsPdf(
  written: AsyncIterable<string | Uint8Array>,
  member: Member,
): AsyncGenerator<Uint8Array, void> {
  const parts: (string | Uint8Array)[] = []
  for await (const part of written) parts.push(part)
  const words = reportWords(member)
  yield await typeset(parts.join(''), {
    notice: words('missingFonts', { names: '{names}' }),
    emoji: words('emoji'),
    locale: words.locale,
  })
}
