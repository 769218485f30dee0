import type { DecodedText } from './text/decode-text'
import type { Noticed } from './imported-document'
import { say } from '@/lib/i18n/say'

/** Says in the report how letters were read: that it was guessed, and what of them means nothing. */
export function reportEncoding(
  report: Noticed,
  { encoding, basis, unreadable }: DecodedText,
  thing: 'file' | 'page',
): void {
  report.encoding = encoding.toLowerCase()
  if (basis === 'guessed') report.warnings.push(say('reports.encodingGuessed', { thing, encoding }))
  if (encoding !== 'UTF-8') report.changed.push(say('reports.encodingConverted', { encoding }))
  if (unreadable > 0) report.warnings.push(say('reports.unreadable', { count: unreadable }))
}
