import { ImportRefused } from '@/lib/importers/import-refused'
import { nameFrom } from '@/lib/domain/storable/name-from'
import type { ProjectReport } from '@/lib/importers/projects/project-report'
import type {
  TextCase,
  TextCode,
  TextCoding,
  TextMemo,
  TextProject,
  TextSource,
} from '@/lib/importers/projects/text-project'
import type { SqliteFile } from '@/lib/importers/sqlite/sqlite-file'
import { say } from '@/lib/i18n/say'

/** Whether a database is one of QualCoder, by its tables. */
export const isQualcoder = (file: SqliteFile): boolean =>
  ['source', 'code_name', 'code_text', 'code_cat'].every((table) => file.has(table))

/** What is needed to read one at all; other columns came with later versions. */
const needed = [
  ['source', 'id', 'name', 'fulltext'],
  ['code_name', 'cid', 'name'],
  ['code_cat', 'catid', 'name'],
  ['code_text', 'cid', 'fid', 'pos0', 'pos1'],
] as const

/** Tables that are read, counted or hold nothing but how the program looks. */
const known = [
  ...['project', 'source', 'code_name', 'code_cat', 'code_text', 'annotation', 'cases', 'case_text', 'attribute'],
  ...[
    'attribute_type',
    'journal',
    'code_image',
    'code_av',
    'graph',
    'stored_sql',
    'ris',
    'coder_names',
    'files_filter',
  ],
  ...['gr_cdct_text_item', 'gr_case_text_item', 'gr_file_text_item', 'gr_free_text_item', 'gr_cdct_line_item'],
  ...['gr_free_line_item', 'gr_pix_item', 'gr_av_item', 'gr_memo_item'],
]

/** Reads a project of QualCoder, of any version: columns that came later may be missing. Throws ImportRefused where others are. */
export function qualcoderProject(file: SqliteFile, name: string, report: ProjectReport): TextProject {
  for (const [table, ...columns] of needed)
    for (const column of columns)
      if (!file.has(table, column))
        throw new ImportRefused(
          'corrupt-file',
          say('refusals.sqlite.columns', { program: 'QualCoder', place: `${table}.${column}` }),
        )
  const [project] = file.rows('project', { date: 'text', memo: 'text' })
  const values = valuesOf(file)
  const sources = sourcesOf(file, values.file, report)
  countLeft(file, report)
  return {
    seed: `QualCoder ${project?.date} ${name}`,
    name: nameFrom(name, 200) || 'QualCoder',
    memo: project?.memo ?? null,
    codes: codesOf(file, report),
    sets: [],
    variables: variablesOf(file),
    sources,
    codings: codingsOf(file),
    cases: casesOf(file, values.case),
    memos: memosOf(file),
  }
}

const credit = { owner: 'text', date: 'text' } as const

/** Categories are tags too, with the codes in them below. A code may stand under another code instead. */
function codesOf(file: SqliteFile, report: ProjectReport): TextCode[] {
  const categories = [
    ...file.rows('code_cat', { catid: 'number', name: 'text', memo: 'text', supercatid: 'number', ...credit }),
  ]
  for (const { name } of categories) report.count('categories', name ?? '')
  const codes = file.rows('code_name', {
    ...{ cid: 'number', name: 'text', memo: 'text', catid: 'number', supercid: 'number', color: 'text' },
    ...credit,
  } as const)
  return [
    ...categories.map(({ catid, supercatid, ...rest }) => ({
      ...{ key: `category ${catid}`, parentKey: supercatid === null ? null : `category ${supercatid}`, color: null },
      ...rest,
    })),
    ...[...codes].map(({ cid, catid, supercid, ...rest }) => ({
      key: `code ${cid}`,
      parentKey: supercid !== null ? `code ${supercid}` : catid === null ? null : `category ${catid}`,
      ...rest,
    })),
  ]
}

function variablesOf(file: SqliteFile): { name: string; isNumber: boolean }[] {
  return [...file.rows('attribute_type', { name: 'text', valuetype: 'text' })].flatMap(({ name, valuetype }) =>
    name === null ? [] : { name, isNumber: valuetype === 'numeric' },
  )
}

type Values = Map<number, Map<string, string>>

/** What attributes say of files and of cases, by the number of each. */
function valuesOf(file: SqliteFile): { file: Values; case: Values } {
  const values: { file: Values; case: Values } = { file: new Map(), case: new Map() }
  for (const { name, attr_type: of, value, id } of file.rows('attribute', {
    name: 'text',
    attr_type: 'text',
    value: 'text',
    id: 'number',
  })) {
    if (name === null || value === null || id === null || (of !== 'file' && of !== 'case')) continue
    const there = values[of].get(id) ?? new Map<string, string>()
    values[of].set(id, there.set(name, value))
  }
  return values
}

function sourcesOf(file: SqliteFile, values: Values, report: ProjectReport): TextSource[] {
  const sources: TextSource[] = []
  const columns = { id: 'number', name: 'text', fulltext: 'text', mediapath: 'text', memo: 'text', ...credit } as const
  for (const { id, fulltext, mediapath, ...source } of file.rows('source', columns)) {
    const isMedia = /^\/?(images|audio|video)[:/]/i.test(mediapath ?? '')
    if (isMedia) report.count('media', source.name ?? '')
    else if (mediapath !== null && mediapath !== '') report.count('originals', source.name ?? '')
    if (id === null || fulltext === null || (isMedia && fulltext === '')) {
      if (!isMedia) report.count('noText', source.name ?? '')
      continue
    }
    sources.push({ key: id, ...source, text: fulltext, values: values.get(id) ?? new Map() })
  }
  return sources
}

/** Codings, and notes at parts of a text, which are passages without a tag. */
function codingsOf(file: SqliteFile): TextCoding[] {
  const places = { fid: 'number', pos0: 'number', pos1: 'number', memo: 'text', ...credit } as const
  const codings = file.rows('code_text', {
    ctid: 'number',
    cid: 'number',
    seltext: 'text',
    important: 'number',
    ...places,
  })
  const notes = file.rows('annotation', { anid: 'number', ...places })
  return [
    ...[...codings].map(({ ctid, cid, fid, pos0, pos1, seltext, important, ...rest }, at) => ({
      ...{ kind: 'coding', key: ctid ?? at, sourceKey: fid ?? -1, start: pos0 ?? Number.NaN, end: pos1 ?? Number.NaN },
      ...{ words: seltext, codeKey: `code ${cid}`, isStarred: important === 1, ...rest },
    })),
    ...[...notes].map(({ anid, fid, pos0, pos1, ...rest }, at) => ({
      ...{ kind: 'note', key: anid ?? at, sourceKey: fid ?? -1, start: pos0 ?? Number.NaN, end: pos1 ?? Number.NaN },
      ...{ words: null, codeKey: null, isStarred: false, ...rest },
    })),
  ]
}

function casesOf(file: SqliteFile, values: Values): TextCase[] {
  const parts = new Map<number | null, { sourceKey: number; start: number; end: number }[]>()
  for (const { caseid, fid, pos0, pos1 } of file.rows('case_text', {
    caseid: 'number',
    fid: 'number',
    pos0: 'number',
    pos1: 'number',
  })) {
    const part = { sourceKey: fid ?? -1, start: pos0 ?? Number.NaN, end: pos1 ?? Number.NaN }
    const there = parts.get(caseid)
    if (there) there.push(part)
    else parts.set(caseid, [part])
  }
  const cases = file.rows('cases', { caseid: 'number', name: 'text', memo: 'text', ...credit })
  return [...cases].map(({ caseid, ...rest }) => ({
    ...rest,
    values: values.get(caseid ?? -1) ?? new Map<string, string>(),
    parts: parts.get(caseid) ?? [],
  }))
}

/** The journal, and what was noted of attributes. */
function memosOf(file: SqliteFile): TextMemo[] {
  const entries = file.rows('journal', { jid: 'number', name: 'text', jentry: 'text', ...credit })
  const variables = file.rows('attribute_type', { name: 'text', memo: 'text', ...credit })
  return [
    ...[...entries].map(({ jid, name, jentry, ...rest }, at) => ({
      ...{ kind: 'journal' as const, key: jid ?? at, title: name, text: jentry ?? '', sourceKey: null, position: null },
      ...rest,
    })),
    ...[...variables].flatMap(({ name, memo, ...rest }, key) =>
      memo === null || memo.trim() === ''
        ? []
        : { kind: 'variable' as const, key, title: name, text: memo, sourceKey: null, position: null, ...rest },
    ),
  ]
}

/** What has no place here, each kind with its number. */
function countLeft(file: SqliteFile, report: ProjectReport): void {
  const names = new Map(
    [...file.rows('source', { id: 'number', name: 'text' })].map(({ id, name }) => [id, name ?? '']),
  )
  for (const { id } of file.rows('code_image', { id: 'number' })) report.count('regions', names.get(id) ?? '')
  for (const { id } of file.rows('code_av', { id: 'number' })) report.count('regions', names.get(id) ?? '')
  for (const { name } of file.rows('graph', { name: 'text' })) report.count('graphs', name ?? '')
  for (const { title } of file.rows('stored_sql', { title: 'text' })) report.count('queries', title ?? '')
  for (const { memo } of file.rows('case_text', { memo: 'text' })) if (memo?.trim()) report.count('remarks', memo)
  const references = new Set([...file.rows('ris', { risid: 'number' })].map(({ risid }) => risid))
  report.count('references', '', references.size)
  for (const table of file.filledBesides(known)) report.count('otherTables', table)
}
