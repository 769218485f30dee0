import type { DecodedText } from './text/decode-text'
import type { ImportReport } from './imported-document'

/** Says in the report how letters were read: that it was guessed, and what of them means nothing. */
export function reportEncoding(
  report: ImportReport,
  { encoding, basis, unreadable }: DecodedText,
  thing: 'file' | 'page',
): void {
  report.encoding = encoding.toLowerCase()
  if (basis === 'guessed')
    report.warnings.push(
      `The ${thing} does not say how its letters are encoded; ${encoding} was guessed. Check names and accents.`,
    )
  if (encoding !== 'UTF-8') report.changed.push(`Letters were converted from ${encoding}.`)
  if (unreadable > 0)
    report.warnings.push(`${unreadable} unreadable ${unreadable === 1 ? 'place is' : 'places are'} marked with \uFFFD.`)
}
