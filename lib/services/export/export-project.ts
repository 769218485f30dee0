import { getCase } from '@/lib/data/cases/cases'
import type { Database } from '@/lib/data/database/client'
import { inSnapshot } from '@/lib/data/database/snapshot'
import { readWholeQuery } from '@/lib/data/retrieval/read-query'
import { getTheme } from '@/lib/data/themes/themes'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault, notFound } from '@/lib/errors'
import { chooseColumns } from '@/lib/exporters/choose-columns'
import { csv } from '@/lib/exporters/csv'
import { docx } from '@/lib/exporters/docx'
import { html } from '@/lib/exporters/html'
import { jsonArray } from '@/lib/exporters/json-array'
import { markdown } from '@/lib/exporters/markdown'
import { odt } from '@/lib/exporters/odt'
import { pdfReport, type WholeReport } from '@/lib/exporters/pdf-report'
import { qdc } from '@/lib/exporters/qdc'
import type { Report } from '@/lib/exporters/report'
import type { Table } from '@/lib/exporters/table'
import { xlsx } from '@/lib/exporters/xlsx'
import { exportFormats, type ExportFormat, type ExportWhat } from '@/lib/schemas/export'
import { tooLargeForPdf } from '@/lib/typesetting/typeset'
import { authorise } from '@/lib/services/authorise'
import { codebookForExchange, codebookObjects, codebookReport, codebookTable } from './export-codebook'
import type { ExportContext, ExportRequest } from './export-context'
import { documentObjects, documentReport, documentTable } from './export-documents'
import { excerptCollection, excerptObjects, excerptTable, themeObject } from './export-excerpts'
import { setAsPdf } from './set-as-pdf'
import { checkNoFilter, qdaProject } from './export-qda-project'
import { checkMemoFilter, memoObjects, memoReport, memoTable } from './export-memos'
import { checkHistoryFilter, historyObjects, historyReport, historyTable } from './export-history'
import { excerptReport } from './export-report'
import { takeExportSlot } from './export-slots'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

export interface ExportFile {
  filename: string
  mediaType: string
  /** The file as it is made; whoever takes this reads it to its end or calls `return()`. */
  chunks: AsyncGenerator<string | Uint8Array, void>
}

export const mediaTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
  qdc: 'application/xml; charset=utf-8',
  qdpx: 'application/zip',
  md: 'text/markdown; charset=utf-8',
  json: 'application/json; charset=utf-8',
  jsonld: 'application/ld+json; charset=utf-8; profile="http://www.w3.org/ns/anno.jsonld"',
}

/**
 * Exports what the member sees of a project, filtered as asked. The file is made while it is read, from one snapshot of the database, and its maker waits
 * for its reader; memory does not grow with it, but for a PDF, which is set whole within limits. Refuses with 422 what cannot be had, with 413 what no PDF holds, with 503 when too many are being made.
 */
export async function exportProject(
  db: Database,
  member: Member,
  request: ExportRequest,
  place: { baseUrl: string; now: Date },
): Promise<ExportFile> {
  authorise(member, 'export')
  if (request.what === 'history') checkHistoryFilter(request.filter)
  if (request.what === 'memos') checkMemoFilter(request.filter)
  if (request.what === 'project') checkNoFilter(request.filter)
  // The file may have begun before a query is read, and then says nothing more of it.
  if (request.filter.query !== undefined) await readWholeQuery(db, member, request.filter.query)
  const theme = request.filter.themeId === undefined ? undefined : await getTheme(db, member, request.filter.themeId)
  if (theme === null) throw notFound('theme')
  const filename = [
    member.projectName,
    theme?.name ?? (request.what === 'excerpts' ? undefined : request.what),
    ...(await namesOfCases(db, member, request.filter.caseIds)),
    place.now.toISOString().slice(0, 10),
  ]
    .flatMap((part) => part ?? [])
    .map(inFilename)
  const release = takeExportSlot(member.userId)
  const { format } = request
  const read = <Part>(make: (context: ExportContext) => AsyncIterable<Part>) =>
    inSnapshot(db, (tx) => make({ ...place, tx, member, request }))
  const made = format === 'pdf' ? setAsPdf(read(wholeReport), member) : read((context) => render(context, format))
  return {
    filename: `${filename.join('_')}.${format}`,
    mediaType: mediaTypes[format],
    chunks: releasing(made, release),
  }
}

/** The cases that an export is narrowed to, as far as a name of a file can say them. */
async function namesOfCases(db: Database, member: Member, caseIds: readonly string[] = []): Promise<string[]> {
  if (caseIds.length > 3) return []
  const cases = await Promise.all(caseIds.map((id) => getCase(db, member, id)))
  return cases.flatMap((row) => row?.name ?? [])
}

/** Reads `what` and `format`, or refuses them with a list of what there is. */
export function exportKind(what: string, format: string): { what: ExportWhat; format: ExportFormat } {
  if (!Object.hasOwn(exportFormats, what))
    throw unsupported('what', say('refusals.export.noSuchExport', { what, names: Object.keys(exportFormats) }))
  const kind = what as ExportWhat
  const formats: readonly string[] = exportFormats[kind]
  const names = kind === 'project' ? [...formats, 'zip'] : formats
  if (!formats.includes(format))
    throw unsupported('format', say('refusals.export.noSuchFormat', { what: kind, format, names }))
  return { what: kind, format: format as ExportFormat }
}

function unsupported(path: string, said: Said): AppError {
  return new AppError('invalid', said, { errors: [fault(path, said)] })
}

type Chunks = AsyncIterable<string | Uint8Array> | Iterable<string>

/** A PDF is set when the snapshot has been given back; every other file is written while it is read. */
type Written = Exclude<ExportFormat, 'pdf'>

async function* render(context: ExportContext, format: Written): AsyncGenerator<string | Uint8Array> {
  yield* await writers[format](context)
}

async function* wholeReport(context: ExportContext): AsyncGenerator<WholeReport> {
  yield await pdfReport(await report(context), tooLargeForPdf)
}

/** How a file of each format is made. */
const writers: Record<Written, (context: ExportContext) => Chunks | Promise<Chunks>> = {
  csv: async (context) => csv(await table(context), { bom: context.request.bom }),
  xlsx: async (context) => xlsx(await table(context), context.now),
  docx: async (context) => docx(await report(context)),
  odt: async (context) => odt(await report(context)),
  html: async (context) => html(await report(context)),
  md: async (context) => markdown(await report(context)),
  qdc: async (context) => qdc(await codebookForExchange(context)),
  json: (context) =>
    context.request.what === 'excerpts' && context.request.filter.themeId !== undefined
      ? themeObject(context)
      : jsonArray(objects[partOf(context)](context)),
  jsonld: excerptCollection,
  qdpx: qdaProject,
}

/** `exportFormats` gives a whole project to other programs alone. */
type Part = Exclude<ExportWhat, 'project'>

const objects: Record<Part, (context: ExportContext) => AsyncIterable<object[]>> = {
  excerpts: excerptObjects,
  annotations: excerptObjects,
  codebook: codebookObjects,
  documents: documentObjects,
  history: historyObjects,
  memos: memoObjects,
}

const tables: Record<Part, (context: ExportContext) => Table | Promise<Table>> = {
  excerpts: excerptTable,
  annotations: excerptTable,
  codebook: codebookTable,
  documents: documentTable,
  history: historyTable,
  memos: memoTable,
}

const reports: Record<Part, (context: ExportContext) => Report | Promise<Report>> = {
  excerpts: excerptReport,
  annotations: excerptReport,
  codebook: codebookReport,
  documents: documentReport,
  history: historyReport,
  memos: memoReport,
}

function partOf({ request: { what } }: ExportContext): Part {
  if (what === 'project') throw new RangeError('A project is no table and no report')
  return what
}

const table = async (context: ExportContext): Promise<Table> =>
  chooseColumns(await tables[partOf(context)](context), context.request.columns)

const report = async (context: ExportContext): Promise<Report> => reports[partOf(context)](context)

/** A part of a file name: letters, digits and hyphens of any script. */
export const inFilename = (part: string): string =>
  part
    .replace(/[^\p{L}\p{N}\p{M}-]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/\p{Surrogate}/u, '') || 'export'

/** Gives a place back when the file has been read or given up. */
export async function* releasing<T>(chunks: AsyncIterable<T>, release: () => void): AsyncGenerator<T, void> {
  try {
    yield* chunks
  } finally {
    release()
  }
}
