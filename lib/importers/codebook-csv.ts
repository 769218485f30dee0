import { parse } from 'csv-parse/sync'
import { decodeText } from './decode-text'
import { ImportRefused } from './import-refused'

export const codebookLimits = { bytes: 2 * 1024 * 1024, rows: 2000, depth: 20, name: 200, text: 5000 } as const

/** One line of a codebook as it was written; whether it can be stored is not decided here. */
export interface CodebookLine {
  /** As an editor counts it, the header being line 1. */
  line: number
  name: string
  /** Names from the root down to the tag above; a single name may stand for a tag anywhere. */
  above: string[]
  /** Whether `above` was given as a path from the root (it had a separator, or its column is called path). */
  isPath: boolean
  colour: string
  definition: string
  useWhen: string
  avoidWhen: string
}

export interface CodebookFile {
  lines: CodebookLine[]
  encoding: string
  delimiter: 'comma' | 'semicolon' | 'tab'
  /** Columns whose header means nothing to a codebook. */
  ignored: string[]
}

type Field = 'name' | 'parent' | 'path' | 'colour' | 'definition' | 'useWhen' | 'avoidWhen'

/** Header names people use, in small letters without anything that is no letter. */
const headers: Record<Field, readonly string[]> = {
  name: ['name', 'code', 'codename', 'tag', 'tagname', 'label', 'node', 'codelabel', '名称', '标签', '编码'],
  parent: ['parent', 'parentcode', 'parenttag', 'parentname', 'category', 'group', 'under', '上级'],
  path: ['path', 'fullpath', 'tagpath', 'codepath', 'hierarchy', 'fullname', '路径'],
  colour: ['colour', 'color', 'codecolor', 'codecolour', 'hex', '颜色'],
  definition: ['definition', 'description', 'memo', 'comment', 'note', 'notes', 'meaning', '定义', '说明'],
  useWhen: ['usewhen', 'use', 'include', 'inclusion', 'inclusioncriteria', 'whentouse', 'applywhen'],
  avoidWhen: ['avoidwhen', 'avoid', 'exclude', 'exclusion', 'exclusioncriteria', 'whennottouse', 'donotuse', 'donotusewhen'],
}

const delimiters = { comma: ',', semicolon: ';', tab: '\t' } as const

/**
 * Reads a codebook from a csv in whatever encoding, separated by commas, semicolons or tabs, with headers as people write them. A file with a single
 * column and no known header is a plain list of names. Throws ImportRefused with the reason and the limit.
 */
export function readCodebookCsv(bytes: Uint8Array): CodebookFile {
  if (bytes.length > codebookLimits.bytes) throw new ImportRefused('too-large', `The file is larger than the ${codebookLimits.bytes / 1024 / 1024} MB a codebook may have.`)
  if (bytes.length === 0) throw new ImportRefused('empty-file', 'The file is empty.')
  const { text, encoding } = decodeText(bytes)
  refuseOtherFormats(bytes, text)
  if (text.includes('\u0000')) throw new ImportRefused('unsupported-format', 'The file is not a csv: it holds bytes that no text has. Save the sheet as csv first.')
  const delimiter = likeliest(text)
  const records = parsed(text, delimiters[delimiter])
  const [head, ...rest] = records
  if (!head) throw new ImportRefused('empty-file', 'The file has no lines.')
  const columns = head.cells.map(fieldOf)
  const hasHeader = columns.includes('name') || columns.includes('path')
  if (!hasHeader && head.cells.length > 1)
    throw new ImportRefused('unsupported-format', `No column is called name (or tag, code, label, path). The first line has: ${head.cells.map((cell) => `“${cell}”`).join(', ').slice(0, 300)}.`)
  const body = hasHeader ? rest : records
  if (body.length > codebookLimits.rows) throw new ImportRefused('too-large', `The file has ${body.length} lines; a codebook may have ${codebookLimits.rows}.`)
  const fields: (Field | null)[] = hasHeader ? columns.map((field, i) => (columns.indexOf(field) === i ? field : null)) : ['name']
  const separator = separatorOf(body.flatMap(({ cells }) => cells.filter((_, i) => fields[i] === 'path' || fields[i] === 'parent')))
  const names = new Set(body.map(({ cells }) => cells[fields.indexOf('name')]?.trim().toLowerCase() ?? ''))
  const lines = body.map(({ line, cells }) => lineOf(line, (field) => cells[fields.indexOf(field)]?.trim() ?? '', separator, names))
  return { lines, encoding, delimiter, ignored: hasHeader ? head.cells.filter((cell, i) => fields[i] === null && cell.trim() !== '') : [] }
}

/** First bytes of binary files; of a zip, on which workbooks are built, the letters PK alone could be a tag. */
const signatures = { 'a PDF': '%PDF-', 'an archive or a workbook (xlsx, ods)': 'PK\u0003\u0004', 'an empty archive': 'PK\u0005\u0006', 'an old Office file (xls)': '\xd0\xcf\x11\xe0' } as const

/** Any text at all is a list of names to the parser, so what is plainly something else has to be told from its beginning. A tag may begin like it: <18 years, [noise]. */
function refuseOtherFormats(bytes: Uint8Array, text: string): void {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  const opening = text.replace(/^[\uFEFF\s]+/, '')
  const signed = Object.entries(signatures).find(([, signature]) => [start, opening].some((beginning) => beginning.startsWith(signature)))?.[0]
  const what = signed ?? (/^<[?!/\p{L}_]/u.test(opening) ? 'XML or HTML (such as a qdc file)' : isJson(opening) ? 'JSON' : null)
  if (what) throw new ImportRefused('unsupported-format', `This is ${what}, not a csv. Taken are csv files with a column called name, and plain lists of names, one a line. Save the codebook as csv first.`)
}

/** Whole JSON, or text that begins like it and was cut off or goes on, as JSON lines do. */
function isJson(text: string): boolean {
  if (!/^[{[]/.test(text)) return false
  if (/^\{\s*"[^"]*"\s*:|^\[\s*[{"]/.test(text)) return true
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function lineOf(line: number, cell: (field: Field) => string, separator: string, names: ReadonlySet<string>): CodebookLine {
  const split = (text: string) => text.split(separator).map((part) => part.trim()).filter(Boolean)
  const typed = cell('name')
  const path = split(cell('path'))
  // A parent that is a name of the file as it stands is that tag, even if the separator occurs in it.
  const parent = names.has(cell('parent').toLowerCase()) ? [cell('parent')].filter(Boolean) : split(cell('parent'))
  const name = typed === '' ? (path.at(-1) ?? '') : typed
  // A path may end in the tag itself or in the tag above it.
  const above = path.length > 0 ? (path.at(-1)?.toLowerCase() === name.toLowerCase() ? path.slice(0, -1) : path) : parent
  return { line, name, above, isPath: path.length > 0 || parent.length > 1, colour: cell('colour').toLowerCase(), definition: cell('definition'), useWhen: cell('useWhen'), avoidWhen: cell('avoidWhen') }
}

function fieldOf(header: string): Field | null {
  const letters = header.toLowerCase().replace(/[^\p{L}]/gu, '')
  return (Object.keys(headers) as Field[]).find((field) => headers[field].includes(letters)) ?? null
}

/** The separator of paths: the first of `::`, `>` and `/` that occurs, so that a name may hold the others. */
function separatorOf(paths: readonly string[]): string {
  return ['::', '>', '/'].find((mark) => paths.some((path) => path.includes(mark))) ?? '>'
}

/** The delimiter that gives the header the most columns a codebook knows, then the most columns at all. */
function likeliest(text: string): keyof typeof delimiters {
  const first = text.slice(0, text.search(/\r|\n|$/)).replace(/^\uFEFF/, '')
  const score = (mark: string) => {
    const cells = first.split(mark).map((cell) => cell.replaceAll('"', ''))
    return cells.filter((cell) => fieldOf(cell) !== null).length * 100 + cells.length
  }
  return (Object.keys(delimiters) as (keyof typeof delimiters)[]).reduce((best, name) => (score(delimiters[name]) > score(delimiters[best]) ? name : best))
}

function parsed(text: string, delimiter: string): { line: number; cells: string[] }[] {
  try {
    const rows = parse(text, { delimiter, bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: false, info: true, max_record_size: 200_000 }) as unknown as { record: string[]; info: { lines: number } }[]
    // The parser counts the line on which a record ends; a codebook's author looks for the one on which it begins.
    return rows.map(({ record, info }) => ({ line: info.lines - record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0), cells: record })).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  } catch (error) {
    throw new ImportRefused('corrupt-file', `The file is not a csv that can be read: ${error instanceof Error ? error.message : 'its quotes do not close'}.`)
  }
}
