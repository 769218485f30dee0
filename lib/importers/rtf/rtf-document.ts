import { canonicalText } from '@/lib/editor/canonical-text'
import type { NodeJson } from '@/lib/editor/document-json'
import { plainParagraph } from '@/lib/importers/blocks'
import { confirmedByText } from '@/lib/importers/confirmed-by-text'
import { emptyReport, type Draft } from '@/lib/importers/draft'
import { ImportRefused } from '@/lib/importers/import-refused'
import { reportRtf, type RtfLeftOut } from './rtf-left-out'
import { RtfReader } from './rtf-reader'
import { rtfSourceText } from './rtf-source-text'
import { say } from '@/lib/i18n/say'

/** Rich Text Format. Its own title and author are believed only where the text says the same: they name whoever owns the computer. */
export function rtfFile(bytes: Uint8Array): Draft {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  if (!source.slice(0, 1024).includes('{\\rtf')) {
    throw new ImportRefused('corrupt-file', say('refusals.files.damaged'))
  }
  const hasUtf8 = isUtf8(bytes)
  const reader = new RtfReader(hasUtf8)
  const blocks = withoutBody(reader.read(source), reader.leftOut)
  const doc = { type: 'doc', content: [...(blocks.length > 0 ? blocks : [plainParagraph('')]), ...reader.notes] }
  const report = emptyReport()
  reportRtf(report, reader.leftOut, reader.letters.unknownFonts)
  if (reader.isCutOff) report.warnings.push(say('reports.rtf.cutOff'))
  return {
    doc,
    format: 'rtf',
    converter: 'commonplace-rtf 1',
    report,
    sourceText: rtfSourceText(source, hasUtf8),
    stated: confirmedByText(reader.headOf.info, canonicalText(doc)),
  }
}

/** A letterhead may hold all there is to read: then the headers are the text. */
function withoutBody(blocks: NodeJson[], leftOut: RtfLeftOut): NodeJson[] {
  if (leftOut.running.length === 0 || /[\p{L}\p{N}]/u.test(canonicalText({ type: 'doc', content: blocks })))
    return blocks
  const lines = leftOut.running.splice(0).flatMap((text) => text.split('\n'))
  return [
    ...blocks,
    ...lines
      .map((line) => line.replace(/\s+/g, ' ').trim())
      .filter(Boolean)
      .map((line) => plainParagraph(line)),
  ]
}

/** Whether the bytes above ASCII, of which RTF should have none, are UTF-8 throughout. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}
