import { ImportRefused } from '@/lib/importers/import-refused'
import type { ProjectReport } from '@/lib/importers/projects/project-report'
import type { TextCase, TextCoding, TextMemo, TextProject, TextSet } from '@/lib/importers/projects/text-project'
import type { SqliteFile } from '@/lib/importers/sqlite/sqlite-file'
import { say } from '@/lib/i18n/say'

/** Whether a database is one of RQDA, by its tables. */
export const isRqda = (file: SqliteFile): boolean => ['source', 'freecode', 'coding'].every((table) => file.has(table))

const needed = [
  ['source', 'id', 'name', 'file'],
  ['freecode', 'id', 'name'],
  ['coding', 'cid', 'fid', 'selfirst', 'selend'],
] as const

const known = [
  ...['project', 'source', 'freecode', 'codecat', 'treecode', 'filecat', 'treefile', 'coding', 'coding2', 'cases'],
  ...['caselinkage', 'attributes', 'caseattr', 'fileattr', 'journal', 'annotation', 'image', 'imagecoding'],
]

/** What documents in categories are told apart by: the name of an attribute that no file gives. */
const category = '\0Category'

const credit = { owner: 'text', date: 'text' } as const
const live = { status: 'number' } as const

/** Reads a project of RQDA, of any version: columns and tables that came later may be missing. Throws ImportRefused where others are. */
export function rqdaProject(file: SqliteFile, report: ProjectReport): TextProject {
  for (const [table, ...columns] of needed)
    for (const column of columns)
      if (!file.has(table, column))
        throw new ImportRefused(
          'corrupt-file',
          say('refusals.sqlite.columns', { program: 'RQDA', place: `${table}.${column}` }),
        )
  const kept = keeping(report)
  const [project] = file.rows('project', { date: 'text', memo: 'text' })
  const values = fileValues(file, kept)
  const sources = kept(
    file.rows('source', { id: 'number', name: 'text', file: 'text', memo: 'text', ...credit, ...live }),
  )
  const codes = kept(
    file.rows('freecode', { id: 'number', name: 'text', memo: 'text', color: 'text', ...credit, ...live }),
  )
  const categories = new Set([...values.values()].flatMap((of) => [...of.keys()]))
  countLeft(file, report)
  return {
    seed: `RQDA ${project?.date}`,
    name: 'RQDA',
    memo: project?.memo ?? null,
    codes: codes.map(({ id, ...rest }) => ({ key: `code ${id}`, parentKey: null, ...rest })),
    sets: setsOf(file, kept),
    variables: [...(categories.has(category) ? [{ name: category, isNumber: false }] : []), ...variablesOf(file, kept)],
    sources: sources.flatMap(({ id, file: text, ...rest }) =>
      id === null ? [] : { key: id, ...rest, text: text ?? '', values: values.get(id) ?? new Map<string, string>() },
    ),
    codings: [...codingsOf(file, 'coding', kept), ...codingsOf(file, 'coding2', kept)],
    cases: casesOf(file, kept),
    memos: memosOf(file, kept),
  }
}

type Kept = <Row extends { status: number | null }>(rows: Iterable<Row>) => Row[]

/** Leaves out what was deleted in the program, which only marks it so. */
const keeping =
  (report: ProjectReport): Kept =>
  (rows) =>
    [...rows].filter((row) => {
      const isDeleted = row.status !== null && row.status !== 1
      if (isDeleted) report.count('deleted', 'name' in row && typeof row.name === 'string' ? row.name : '')
      return !isDeleted
    })

/** Categories of codes: a code may be in several, so they are themes. */
function setsOf(file: SqliteFile, kept: Kept): TextSet[] {
  const codes = new Map<number | null, string[]>()
  for (const { cid, catid } of kept(file.rows('treecode', { cid: 'number', catid: 'number', ...live }))) {
    const there = codes.get(catid)
    if (there) there.push(`code ${cid}`)
    else codes.set(catid, [`code ${cid}`])
  }
  const sets = kept(file.rows('codecat', { catid: 'number', name: 'text', memo: 'text', ...credit, ...live }))
  return sets.map(({ catid, ...rest }, at) => ({ key: catid ?? at, ...rest, codeKeys: codes.get(catid) ?? [] }))
}

function variablesOf(file: SqliteFile, kept: Kept): { name: string; isNumber: boolean }[] {
  return kept(file.rows('attributes', { name: 'text', class: 'text', ...live })).flatMap(({ name, class: kind }) =>
    name === null ? [] : { name, isNumber: kind === 'numeric' },
  )
}

type Values = Map<number, Map<string, string>>

function said(values: Values, of: number | null, name: string | null, value: string | null): void {
  if (of === null || name === null || value === null) return
  values.set(of, (values.get(of) ?? new Map<string, string>()).set(name, value))
}

/** What attributes say of files; a file may be in several categories. */
function fileValues(file: SqliteFile, kept: Kept): Values {
  const values: Values = new Map()
  for (const { variable, value, fileid } of kept(
    file.rows('fileattr', { variable: 'text', value: 'text', fileid: 'number', ...live }),
  ))
    said(values, fileid, variable, value)
  const names = new Map(
    kept(file.rows('filecat', { catid: 'number', name: 'text', ...live })).map(({ catid, name }) => [catid, name]),
  )
  for (const { fid, catid } of kept(file.rows('treefile', { fid: 'number', catid: 'number', ...live }))) {
    const before = values.get(fid ?? -1)?.get(category)
    said(values, fid, category, [before, names.get(catid)].filter(Boolean).join('; '))
  }
  return values
}

function codingsOf(file: SqliteFile, table: 'coding' | 'coding2', kept: Kept): TextCoding[] {
  const columns = {
    cid: 'number',
    fid: 'number',
    seltext: 'text',
    selfirst: 'number',
    selend: 'number',
    memo: 'text',
  } as const
  return kept(file.rows(table, { ...columns, ...credit, ...live })).map(
    ({ cid, fid, seltext, selfirst, selend, ...rest }, key) => ({
      ...{ kind: table, key, sourceKey: fid ?? -1, start: selfirst ?? Number.NaN, end: selend ?? Number.NaN },
      ...{ words: seltext, codeKey: `code ${cid}`, isStarred: false, ...rest },
    }),
  )
}

function casesOf(file: SqliteFile, kept: Kept): TextCase[] {
  const values: Values = new Map()
  for (const { variable, value, caseid } of kept(
    file.rows('caseattr', { variable: 'text', value: 'text', caseid: 'number', ...live }),
  ))
    said(values, caseid, variable, value)
  const parts = new Map<number | null, { sourceKey: number; start: number; end: number }[]>()
  const links = file.rows('caselinkage', {
    caseid: 'number',
    fid: 'number',
    selfirst: 'number',
    selend: 'number',
    ...live,
  })
  for (const { caseid, fid, selfirst, selend } of kept(links)) {
    const part = { sourceKey: fid ?? -1, start: selfirst ?? Number.NaN, end: selend ?? Number.NaN }
    const there = parts.get(caseid)
    if (there) there.push(part)
    else parts.set(caseid, [part])
  }
  return kept(file.rows('cases', { id: 'number', name: 'text', memo: 'text', ...credit, ...live })).map(
    ({ id, ...rest }) => ({
      ...rest,
      values: values.get(id ?? -1) ?? new Map<string, string>(),
      parts: parts.get(id) ?? [],
    }),
  )
}

/** The journal, what was noted of attributes and of categories of files, and what was written between the lines of a file, which is at one place and marks nothing. */
function memosOf(file: SqliteFile, kept: Kept): TextMemo[] {
  const journal = kept(file.rows('journal', { name: 'text', journal: 'text', ...credit, ...live }))
  const notes = kept(
    file.rows('annotation', { fid: 'number', position: 'number', annotation: 'text', ...credit, ...live }),
  )
  const remarksOf = (table: 'attributes' | 'filecat', kind: 'variable' | 'category'): TextMemo[] =>
    [...file.rows(table, { name: 'text', memo: 'text', ...credit, ...live })].flatMap(
      ({ name, memo, owner, date, status }, key) =>
        memo === null || memo.trim() === '' || (status !== null && status !== 1)
          ? []
          : { kind, key, title: name, text: memo, sourceKey: null, position: null, owner, date },
    )
  return [
    ...journal.map(({ name, journal: text, ...rest }, key) => ({
      ...{ kind: 'journal' as const, key, title: name, text: text ?? '', sourceKey: null, position: null },
      ...rest,
    })),
    ...[...remarksOf('attributes', 'variable'), ...remarksOf('filecat', 'category')],
    ...notes.map(({ fid, position, annotation, ...rest }, key) => ({
      ...{ kind: 'annotation' as const, key, title: null, text: annotation ?? '', sourceKey: fid ?? -1, position },
      ...rest,
    })),
  ]
}

function countLeft(file: SqliteFile, report: ProjectReport): void {
  const names = new Map<number | null, string>()
  for (const { id, name } of file.rows('image', { id: 'number', name: 'text' })) {
    names.set(id, name ?? '')
    report.count('media', name ?? '')
  }
  for (const { iid } of file.rows('imagecoding', { iid: 'number' })) report.count('regions', names.get(iid) ?? '')
  for (const table of ['treecode', 'treefile', 'caselinkage'])
    for (const { memo } of file.rows(table, { memo: 'text' })) if (memo?.trim()) report.count('remarks', memo)
  for (const table of file.filledBesides(known)) report.count('otherTables', table)
}
