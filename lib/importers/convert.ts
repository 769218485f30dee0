import type { TextEncoding } from '../domain/documents/text-encodings'
import { ImportRefused } from './import-refused'
import type { Draft } from './draft'
import { detectFormat } from './detect-format'
import { inUtf8 } from './text/decode-text'
import { docxFile } from './word/docx-document'
import { epubFile } from './epub/epub-document'
import { finish } from './finish'
import { htmlFile, htmlText } from './html/html-document'
import type { DocumentFormat, ImportedParts } from './imported-document'
import { inMegabytes, type ImportLimits } from './limits'
import { markdownFile, markdownText } from './markdown/markdown-document'
import { odtFile } from './odt/odt-document'
import { pdfFile } from './pdf/pdf-document'
import { refuseSwollenStreams } from './pdf/pdf-stream-sizes'
import { rtfFile } from './rtf/rtf-document'
import { plainText, textFile } from './text/text-document'
import { say } from '@/lib/i18n/say'

/** A file as it was uploaded. */
export interface FileSource {
  filename: string
  bytes: Uint8Array
  mediaType?: string
  /** How the letters of a text, Markdown or HTML file are encoded, where somebody says it: believed over whatever the file says. */
  encoding?: TextEncoding
}

/** Text that was pasted or sent through the API, in one of three forms. */
export interface MarkupSource {
  text?: string | undefined
  markdown?: string | undefined
  html?: string | undefined
}

/** Converts in the thread it is called in, and may block that for seconds: the worker's side of importDocument. */
export async function convert(source: FileSource | MarkupSource, limits: ImportLimits): Promise<ImportedParts> {
  if (!('bytes' in source)) return finish(await fromMarkup(source, limits), '')
  const { filename, bytes, mediaType } = source
  if (bytes.byteLength === 0) throw new ImportRefused('empty-file', say('refusals.files.empty0'))
  if (bytes.byteLength > limits.fileBytes) {
    throw new ImportRefused(
      'too-large',
      say('refusals.files.tooLarge', { size: inMegabytes(bytes.byteLength), limit: inMegabytes(limits.fileBytes) }),
    )
  }
  const format = detectFormat(filename, bytes, mediaType)
  const { encoding } = source
  if (encoding === undefined || !(format === 'txt' || format === 'md' || format === 'html'))
    return finish(await readers[format](bytes, filename, limits), filename)
  const { marked, unreadable } = inUtf8(bytes, encoding)
  const draft = await readers[format](marked, filename, limits)
  draft.report.encoding = encoding
  draft.report.changed.push(say('reports.encodingChosen', { encoding }))
  if (unreadable > 0) draft.report.warnings.unshift(say('reports.meaningless', { count: unreadable, encoding }))
  return finish(draft, filename)
}

type Reader = (bytes: Uint8Array, filename: string, limits: ImportLimits) => Draft | Promise<Draft>

const readers: Record<DocumentFormat, Reader> = {
  txt: (bytes, filename) => textFile(bytes, filename),
  md: (bytes, _, limits) => markdownFile(bytes, limits),
  html: (bytes) => htmlFile(bytes),
  docx: (bytes, _, limits) => docxFile(bytes, limits),
  odt: (bytes, _, limits) => odtFile(bytes, limits),
  rtf: (bytes) => rtfFile(bytes),
  epub: (bytes, _, limits) => epubFile(bytes, limits),
  pdf: (bytes, _, limits) => {
    refuseSwollenStreams(bytes, limits)
    return pdfFile(bytes, limits)
  },
}

function fromMarkup(source: MarkupSource, limits: ImportLimits): Draft | Promise<Draft> {
  if (source.markdown !== undefined) return markdownText(source.markdown, limits)
  return source.html !== undefined ? htmlText(source.html) : plainText(source.text ?? '', '')
}
