import { withoutTurns } from '@/lib/domain/storable/without-turns'
import { ancestries, ownName, separatorOf, type Ancestry, type WrittenPlace } from './codebook-ancestry'
import { tagLimits } from '@/lib/domain/codebook/import-lines'
import { shortened } from '@/lib/domain/shortened'
import { readCsvSheet } from './csv-sheet'
import { ImportRefused } from '@/lib/importers/import-refused'
import { isArchive, longestHeader, sheetLimits, type Sheet, unnamedColumns } from './sheet'
import { readXlsxSheet } from './xlsx-sheet'
import { say } from '@/lib/i18n/say'

/** What a codebook may have. The bytes leave room in a request of 16 MB. */
export const codebookLimits = { bytes: 15 * 1024 * 1024, rows: 10_000 } as const

/** One line of a codebook as it was written; whether it can be stored is not decided here. */
interface CodebookLine extends Ancestry {
  /** As an editor counts it, the header being line 1. */
  line: number
  name: string
  colour: string
  definition: string
  useWhen: string
  avoidWhen: string
  /** Null where the file does not say. */
  isArchived: boolean | null
}

export interface CodebookFile extends Pick<Sheet, 'encoding' | 'delimiter'> {
  lines: CodebookLine[]
  /** Columns whose header means nothing to a codebook. */
  ignored: string[]
}

type Field =
  'name' | 'parent' | 'path' | 'id' | 'parentId' | 'colour' | 'definition' | 'useWhen' | 'avoidWhen' | 'archived'

/** Header names people use, in small letters without anything that is no letter. */
const headers: Record<Field, readonly string[]> = {
  name: ['name', 'code', 'codename', 'tag', 'tagname', 'label', 'node', 'codelabel', '名称', '标签', '编码'],
  parent: ['parent', 'parentcode', 'parenttag', 'parentname', 'category', 'group', 'under', '上级'],
  path: ['path', 'fullpath', 'tagpath', 'codepath', 'hierarchy', 'fullname', '路径'],
  id: ['id', 'guid', 'codeid', 'tagid'],
  parentId: ['parentid', 'parentguid', 'parentcodeid', 'parenttagid'],
  colour: ['colour', 'color', 'codecolor', 'codecolour', 'hex', '颜色'],
  definition: ['definition', 'description', 'memo', 'comment', 'note', 'notes', 'meaning', '定义', '说明'],
  useWhen: ['usewhen', 'use', 'include', 'inclusion', 'inclusioncriteria', 'whentouse', 'applywhen'],
  avoidWhen: [
    'avoidwhen',
    'avoid',
    'exclude',
    'exclusion',
    'exclusioncriteria',
    'whennottouse',
    'donotuse',
    'donotusewhen',
  ],
  archived: ['archived', 'isarchived'],
}

/**
 * Reads a codebook from a csv or an xlsx, with headers as people write them. A file with a single column and no known header is a plain list of names. What this
 * application exports gives the same tags again. Throws ImportRefused with the reason and the limit.
 */
export async function readCodebookFile(bytes: Uint8Array): Promise<CodebookFile> {
  if (bytes.length > codebookLimits.bytes)
    throw new ImportRefused(
      'too-large',
      say('refusals.files.codebookLarger', { megabytes: codebookLimits.bytes / 1024 / 1024 }),
    )
  if (bytes.length === 0) throw new ImportRefused('empty-file', say('refusals.files.empty'))
  return codebookIn(
    isArchive(bytes) ? await readXlsxSheet(bytes, sheetLimits) : readCsvSheet(bytes, (cell) => fieldOf(cell) !== null),
  )
}

/** The codebook that a sheet holds. Throws ImportRefused where no column is one of names, or the lines are too many. */
function codebookIn({ records, encoding, delimiter }: Sheet): CodebookFile {
  const [head, ...rest] = records
  if (!head) throw new ImportRefused('empty-file', say('refusals.files.noLines'))
  const columns = head.cells.map(fieldOf)
  const hasHeader = columns.includes('name') || columns.includes('path')
  if (!hasHeader && head.cells.length > 1)
    throw new ImportRefused(
      'unsupported-format',
      say('refusals.files.noNameColumn', { headers: headersShown(head.cells) }),
    )
  const body = hasHeader ? rest : records
  if (body.length > codebookLimits.rows)
    throw new ImportRefused(
      'too-large',
      say('refusals.files.codebookRows', { rows: body.length, limit: codebookLimits.rows }),
    )
  const fields: (Field | null)[] = hasHeader
    ? columns.map((field, i) => (columns.indexOf(field) === i ? field : null))
    : ['name']
  return {
    lines: linesOf(body, fields),
    encoding,
    delimiter,
    ignored: hasHeader
      ? [
          ...head.cells
            .filter((cell, i) => fields[i] === null && cell.trim() !== '')
            .map((cell) => shortened(cell, longestHeader)),
          ...unnamedColumns(head.cells, body, () => false),
        ]
      : unnamedColumns([], body, (column) => column === 0),
  }
}

/** The first headers of a line, as many as one reads, each short. */
const headersShown = (cells: readonly string[]) =>
  cells.slice(0, 10).map((cell) => say('reports.quoted', { word: shortened(cell, 30) }))

function linesOf(body: Sheet['records'], fields: readonly (Field | null)[]): CodebookLine[] {
  const cell = (cells: readonly string[], field: Field) => (cells[fields.indexOf(field)] ?? '').normalize('NFC')
  const places = body.map(({ cells }): WrittenPlace => {
    const trimmed = (field: Field) => withoutTurns(cell(cells, field)).trim()
    return {
      name: trimmed('name'),
      id: trimmed('id'),
      parentId: trimmed('parentId'),
      path: trimmed('path'),
      parent: trimmed('parent'),
    }
  })
  const separator = separatorOf(places)
  const found = ancestries(places, separator)
  return body.map(({ line, cells }, at) => ({
    line,
    name: shortened(ownName(places[at] ?? { name: '', path: '' }, separator), seen.name),
    ...placeOf(found[at]),
    colour: shortened(cell(cells, 'colour').trim().toLowerCase(), seen.name),
    definition: shortened(cell(cells, 'definition'), seen.text),
    useWhen: shortened(cell(cells, 'useWhen'), seen.text),
    avoidWhen: shortened(cell(cells, 'avoidWhen'), seen.text),
    isArchived: archivedIn(cell(cells, 'archived')),
  }))
}

/** What is longer than a tag may have is handed on so far that it is seen to be. */
const seen = { name: tagLimits.name + 2, text: tagLimits.text + 2 }

const placeOf = ({ below, above, isPath }: Ancestry = { below: null, above: [], isPath: false }): Ancestry => ({
  below,
  above: above.map((name) => shortened(name, seen.name)),
  isPath,
})

function archivedIn(cell: string): boolean | null {
  if (/^\s*(true|1|yes)\s*$/i.test(cell)) return true
  return /^\s*(false|0|no)\s*$/i.test(cell) ? false : null
}

function fieldOf(header: string): Field | null {
  const letters = header.toLowerCase().replace(/[^\p{L}]/gu, '')
  return (Object.keys(headers) as Field[]).find((field) => headers[field].includes(letters)) ?? null
}
