import { proposeMetadata } from '@/lib/domain/documents/propose-metadata'
import type { NodeJson } from '@/lib/editor/document-json'
import { plainParagraph, textblock } from '@/lib/importers/blocks'
import { cleanText } from './clean-text'
import { decodeText } from './decode-text'
import { emptyReport, type Draft } from '@/lib/importers/draft'
import { headingLines } from './heading-lines'
import { reportEncoding } from '@/lib/importers/report-encoding'
import { speakersOfLines } from './speaker-lines'
import { say } from '@/lib/i18n/say'

/** A text file: every line a block, so that the canonical text is the normalised file. The encoding is found and reported. */
export function textFile(bytes: Uint8Array, filename: string): Draft {
  const read = decodeText(bytes)
  const draft = plainText(read.text, filename)
  reportEncoding(draft.report, read, 'file')
  return draft
}

/** Text that was pasted or sent: normalised, one block a line. */
export function plainText(raw: string, filename: string): Draft {
  const { text, replaced } = cleanText(raw)
  const lines = text.split('\n')
  const proposed = proposeMetadata(text, filename)
  const levels = new Map(headingLines(lines).map(({ line, level }) => [line, level]))
  const titleLine = proposed.title && lineAt(lines, proposed.title.evidence.start)
  if (titleLine !== undefined && titleLine !== null && lines[titleLine]?.trim() === proposed.title?.value)
    levels.set(titleLine, 1)
  const speakers = speakersOfLines(lines)
  const content = lines.map((line, at): NodeJson => {
    const level = levels.get(at)
    if (level !== undefined) return textblock('heading', [{ type: 'text', text: line }], { level })
    const speaker = speakers?.[at]
    return plainParagraph(line, speaker ? { speaker } : undefined)
  })
  const report = emptyReport()
  if (raw.includes('\r')) report.changed.push(say('reports.lineEnds'))
  if (replaced > 0) report.changed.push(say('reports.replaced', { count: replaced }))
  if (levels.size > 0) report.changed.push(say('reports.headingsGuessed', { count: levels.size }))
  return { doc: { type: 'doc', content }, format: 'txt', converter: 'commonplace-text 2', report, stated: proposed }
}

function lineAt(lines: readonly string[], offset: number): number | null {
  let start = 0
  for (let at = 0; at < lines.length && start <= offset; at += 1) {
    const end = start + (lines[at]?.length ?? 0)
    if (offset <= end) return at
    start = end + 1
  }
  return null
}
