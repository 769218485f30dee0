import { exportFormats, type ExportFormat } from '@/lib/schemas/export'
import { readView, viewFilters, writeView, type ThemeView } from '@/lib/browser/themes/theme-view'

export const offered = ['excerpts', 'codebook', 'documents', 'memos', 'history', 'project'] as const
export type Offered = (typeof offered)[number]

/** What is to be exported: the export page's address describes it whole. */
export interface ExportChoice {
  what: Offered
  format: ExportFormat
  /** Empty: every theme. */
  themeId: string
  /** Headings of reports and order of everything else: theme (and then document), document, tag, author or attribute:KEY. */
  groupBy: string
  /** Columns of csv and xlsx, in the order in which the file has them; empty: all. */
  columns: readonly string[]
  /** Marks csv as UTF-8 for Excel. */
  forExcel: boolean
  view: ThemeView
}

/** Reads the address of the export page, or of a link to it that has the API's own filters. What it does not know is left aside. */
export function readChoice(query: URLSearchParams): ExportChoice {
  const what = offered.find((kind) => kind === query.get('what')) ?? 'excerpts'
  const view = { ...readView(query), groupBy: 'document' }
  const groupBy = query.get('groupBy') ?? ''
  const themeId = query.get('themeId') ?? ''
  const to = query.get('to')
  return {
    what,
    format: fitting(what, query.get('format')),
    themeId,
    groupBy: /^(document|tag|author|attribute:.{1,100})$/.test(groupBy)
      ? groupBy
      : themeId === ''
        ? 'theme'
        : 'document',
    columns: query.get('columns')?.split(',').filter(Boolean) ?? [],
    forExcel: query.get('forExcel') !== 'false',
    view: view.until === '' && to !== null ? { ...view, until: dayBefore(to) } : view,
  }
}

export function writeChoice({ what, format, themeId, groupBy, columns, forExcel, view }: ExportChoice): string {
  const query = new URLSearchParams({ what, format })
  if (themeId !== '') query.set('themeId', themeId)
  if (groupBy !== 'theme') query.set('groupBy', groupBy)
  if (columns.length > 0) query.set('columns', columns.join(','))
  if (!forExcel) query.set('forExcel', 'false')
  for (const [name, value] of new URLSearchParams(writeView(view))) query.append(name, value)
  return query.toString()
}

/** The filters of the API that this choice means, days being those of the reader's time zone. */
export function choiceFilters({ what, themeId, view }: ExportChoice, timeZone: string): URLSearchParams {
  if (what !== 'excerpts') return new URLSearchParams()
  const query = viewFilters(view, timeZone)
  if (themeId !== '') query.set('themeId', themeId)
  return query
}

/** Where the file is had. */
export function downloadHref(projectId: string, choice: ExportChoice, timeZone: string): string {
  const query = choiceFilters(choice, timeZone)
  query.set('what', choice.what)
  query.set('format', choice.format)
  if (choice.format === 'csv' && choice.forExcel) query.set('bom', 'true')
  if (choice.what === 'excerpts' && isGrouped(choice)) query.set('groupBy', choice.groupBy)
  if (choice.what === 'excerpts' && isTable(choice.format) && choice.columns.length > 0)
    query.set('columns', choice.columns.join(','))
  return `/api/v1/projects/${projectId}/export?${query.toString()}`
}

/** What a file of each format is: a report is read rather than computed with, and so has headings. */
const shapes: Record<ExportFormat, 'report' | 'table' | 'data'> = {
  csv: 'table',
  xlsx: 'table',
  docx: 'report',
  odt: 'report',
  pdf: 'report',
  html: 'report',
  md: 'report',
  json: 'data',
  jsonld: 'data',
  qdc: 'data',
  qdpx: 'data',
}
const hasHeadings = (format: ExportFormat): boolean => shapes[format] === 'report'
export const isTable = (format: ExportFormat): boolean => shapes[format] === 'table'

/** Whether the grouping says something of this format: linked data has no order, and only reports go by theme. */
const isGrouped = ({ format, groupBy, themeId }: ExportChoice): boolean =>
  format !== 'jsonld' && (groupBy !== 'theme' || (hasHeadings(format) && themeId === ''))

/** The format where `what` can be had in it, otherwise the first it can be had in. */
export function fitting(what: Offered, format: string | null): ExportFormat {
  const formats: readonly ExportFormat[] = exportFormats[what]
  return formats.find((known) => known === format) ?? formats[0] ?? 'csv'
}

function dayBefore(day: string): string {
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return ''
  date.setUTCDate(date.getUTCDate() - 1)
  return date.toISOString().slice(0, 10)
}
