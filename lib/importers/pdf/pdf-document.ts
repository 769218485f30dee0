import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type * as PdfJsModule from 'pdfjs-dist'
import type { NodeJson } from '@/lib/editor/document-json'
import { plainParagraph, textblock } from '@/lib/importers/blocks'
import { cleanText } from '@/lib/importers/text/clean-text'
import { confirmedByText } from '@/lib/importers/confirmed-by-text'
import { emptyReport, type Draft } from '@/lib/importers/draft'
import { pictureAlone } from '@/lib/importers/accounted-for'
import { ImportRefused } from '@/lib/importers/import-refused'
import type { ImportLimits } from '@/lib/importers/limits'
import { inReadingOrder } from './pdf-columns'
import type { PdfLine } from './pdf-lines'
import { withoutMarginNumbers } from './pdf-margin-numbers'
import { readPage, type PdfPage } from './pdf-page'
import { paragraphsOf, type PdfParagraph } from './pdf-paragraphs'
import { reportPdf } from './pdf-report'
import { linesOfSegments } from './pdf-rows'
import { withoutRunningLines } from './pdf-running-lines'
import { everywhere, readFileAgain, type ReadAgain } from './second-reading/pdf-second-reading'
import { accountForPages } from './pdf-source-text'
import { say } from '@/lib/i18n/say'

type PdfJs = typeof PdfJsModule
let loaded: Promise<PdfJs> | undefined

/** Loads pdf.js once for each worker. */
export function loadPdfJs(): Promise<PdfJs> {
  return (loaded ??= import('pdfjs-dist/legacy/build/pdf.mjs') as Promise<PdfJs>)
}

/** A PDF with a text layer: paragraphs rebuilt from lines, pages kept, running headers and footers left out. */
export async function pdfFile(bytes: Uint8Array, limits: ImportLimits): Promise<Draft> {
  const pdfjs = await loadPdfJs()
  const opened = await open(pdfjs, bytes, limits)
  try {
    const again = await readFileAgain(opened.pdf, bytes)
    if (!again.wider) return await draftOf(opened.pdf, pdfjs.version, again)
    const whole = await open(pdfjs, again.wider, limits).catch(() => opened)
    try {
      return await draftOf(whole.pdf.numPages === opened.pdf.numPages ? whole.pdf : opened.pdf, pdfjs.version, again)
    } finally {
      await whole.end()
    }
  } finally {
    await opened.end()
  }
}

async function open(
  pdfjs: PdfJs,
  bytes: Uint8Array,
  limits: ImportLimits,
): Promise<{ pdf: PdfJsModule.PDFDocumentProxy; end: () => Promise<void> }> {
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const task = pdfjs.getDocument({
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    verbosity: 0,
    cMapUrl: `${join(folder, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(folder, 'standard_fonts')}/`,
  })
  const end = () => task.destroy()
  try {
    const pdf = await task.promise.catch((error: unknown) => {
      throw refusal(error)
    })
    if (pdf.numPages > limits.pages)
      throw new ImportRefused(
        'too-large',
        say('refusals.files.tooManyPages', { pages: pdf.numPages, limit: limits.pages }),
      )
    return { pdf, end }
  } catch (error) {
    await end()
    throw error
  }
}

async function draftOf(pdf: PdfJsModule.PDFDocumentProxy, version: string, again: ReadAgain): Promise<Draft> {
  const report = emptyReport()
  const { pages: read, unreadable } = await readPages(pdf, again)
  if (unreadable.length === pdf.numPages) throw damaged('no page of it can be read')
  if (unreadable.length > 0)
    report.warnings.push(say('reports.pdf.damagedPages', { count: unreadable.length, pages: unreadable.map(String) }))
  const margins = withoutMarginNumbers(read.map(({ lines }) => lines))
  const { pages: bodies, dropped } = withoutRunningLines(
    read.map((page, at) => ({ ...page, lines: margins.pages[at] ?? [] })),
  )
  const pages = bodies.map((segments, at) => [
    ...linesOfSegments(inReadingOrder(segments)),
    ...linesOfSegments(read[at]?.outside ?? []).map((line) => ({ ...line, isAlone: true })),
  ])
  const { paragraphs, joinedWords } = paragraphsOf(pages)
  const text = paragraphs.map((paragraph) => paragraph.text).join('\n')
  const info = (await pdf.getMetadata()).info as Record<string, unknown>
  refuseWithoutText(text, pdf.numPages)
  const empty = pages.filter((lines) => lines.length === 0).length - unreadable.length
  reportPdf(report, {
    pages: read,
    lineNumbers: textsOf(margins.numbers),
    running: textsOf(dropped),
    joinedWords,
    attachments: await attachmentsOf(pdf),
    isXfa: info.IsXFAPresent === true,
  })
  if (empty > 0) report.warnings.push(say('reports.pdf.emptyPages', { empty, pages: pdf.numPages }))
  report.changed.push(say('reports.pdf.paragraphs'))
  const leftOut = read.map((_, at) => textsOf([...margins.numbers, ...dropped].filter(({ page }) => page === at + 1)))
  return {
    doc: { type: 'doc', attrs: { pages: pdf.numPages }, content: paragraphs.map(blockOf) },
    format: 'pdf',
    converter: `pdf.js ${version}`,
    report,
    account: (texts) => accountForPages(read, leftOut, texts),
    stated: confirmedByText({ title: info.Title, author: info.Author }, text),
  }
}

const textsOf = (lines: readonly PdfLine[]): string[] => lines.map((line) => line.text)

/** The names of files that travel inside the file. */
async function attachmentsOf(pdf: PdfJsModule.PDFDocumentProxy): Promise<string[]> {
  const attached = (await pdf.getAttachments().catch(() => null)) as Record<string, { filename?: string }> | null
  return Object.entries(attached ?? {}).map(([name, { filename }]) => filename ?? name)
}

const noPage: PdfPage = {
  lines: [],
  outside: [],
  bottom: 0,
  height: 0,
  comments: [],
  answers: 0,
  notes: 0,
  shown: [],
  hidden: [],
  unread: 0,
  repeated: [],
  unreadable: 0,
  retold: 0,
  fromSigns: 0,
  meant: 0,
  unplaced: [],
  source: [],
  again: null,
}

async function readPages(
  pdf: PdfJsModule.PDFDocumentProxy,
  { views, readings, runsOf }: ReadAgain,
): Promise<{ pages: PdfPage[]; unreadable: number[] }> {
  const pages: PdfPage[] = []
  const unreadable: number[] = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    try {
      pages.push(
        await readPage(pdf, number, views[number - 1] ?? everywhere, readings[number - 1] ?? null, () =>
          runsOf(number),
        ),
      )
    } catch {
      // One broken page is no reason to refuse the others: it is named in the report.
      pages.push(noPage)
      unreadable.push(number)
    }
  }
  return { pages, unreadable }
}

function blockOf({ text: raw, page, level }: PdfParagraph): NodeJson {
  const { text } = cleanText(raw)
  return level === null
    ? plainParagraph(text, { page })
    : textblock('heading', [{ type: 'text', text }], { level, page })
}

/** A scan has no letters; a font without a table of its characters has letters that mean nothing. */
function refuseWithoutText(text: string, pages: number): void {
  const inked = text.replace(/\s/g, '')
  const meaningless = inked.match(/[\uFFFD\p{Private_Use}\p{Control}\p{Noncharacter_Code_Point}]/gu)?.length ?? 0
  if (inked.length === 0) throw pictureAlone(pages)
  if (meaningless > inked.length / 2) {
    throw new ImportRefused('no-text-layer', say('refusals.files.unknownFonts'))
  }
}

function refusal(error: unknown): ImportRefused {
  if (error instanceof Error && error.name === 'PasswordException')
    return new ImportRefused('encrypted-file', say('refusals.files.password'))
  return damaged(error instanceof Error ? error.message : String(error))
}

const damaged = (reason: string): ImportRefused =>
  new ImportRefused('corrupt-file', say('refusals.files.pdfDamaged', { reason: reason.slice(0, 200) }))
