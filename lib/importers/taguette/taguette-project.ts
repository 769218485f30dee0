import { emailAddress } from '@/lib/domain/access/email-address'
import { tagLimits } from '@/lib/domain/codebook/import-lines'
import { attributeKey } from '@/lib/domain/documents/attribute-key'
import type { Role } from '@/lib/domain/access/actions'
import { ImportRefused } from '@/lib/importers/import-refused'
import { reported } from '@/lib/importers/imported-document'
import type { ImportLimits } from '@/lib/importers/limits'
import type { BroughtPerson, BroughtProject, ProjectSource } from '@/lib/importers/projects/brought-project'
import { nameFrom, proseFrom } from '@/lib/domain/storable/name-from'
import { timeFrom } from '@/lib/importers/projects/project-names'
import { numberedIds, type IdOf } from '@/lib/importers/projects/numbered-ids'
import { ProjectPassages } from '@/lib/importers/projects/project-passages'
import { ProjectReport } from '@/lib/importers/projects/project-report'
import { ProjectRows, type BroughtAttribute, type Made, type Subject } from '@/lib/importers/projects/project-rows'
import { demandReadable, textOfPage } from '@/lib/importers/projects/project-texts'
import type { SqliteFile, SqliteRow } from '@/lib/importers/sqlite/sqlite-file'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'
import { readSteps, type Steps } from './taguette-steps'
import { placedTags } from './taguette-tags'
import { placesOf, wordsOfPage } from './taguette-words'

/** What its rows are hashed to ids under, with the project they are of: the same file gives the same ids. */
const namespace = 'c1d6a8f4-7b1e-4f0a-8f43-2d9e5b7c6a10'

const roles: Readonly<Record<string, Role>> = { ADMIN: 'lead', MANAGE_DOCS: 'coder', TAG: 'coder', READ: 'reader' }

const projectColumns = { id: 'number', name: 'text', description: 'text', created: 'text' } as const
const documentColumns = {
  id: 'number',
  project_id: 'number',
  name: 'text',
  description: 'text',
  filename: 'text',
  created: 'text',
  text_direction: 'text',
  contents: 'text',
} as const
const highlightColumns = {
  id: 'number',
  document_id: 'number',
  start_offset: 'number',
  end_offset: 'number',
  snippet: 'text',
} as const
type Document = SqliteRow<typeof documentColumns>
type Highlight = SqliteRow<typeof highlightColumns>

/** Whether a database is one of Taguette, by its tables. */
export const isTaguette = (file: SqliteFile): boolean =>
  ['projects', 'documents', 'highlights', 'highlight_tags', 'tags'].every((table) => file.has(table))

/** What is needed to read one at all; other columns came with later versions. */
const needed = [
  ['projects', 'id', 'name'],
  ['documents', 'id', 'project_id', 'contents'],
  ['highlights', 'id', 'document_id', 'start_offset', 'end_offset', 'snippet'],
  ['highlight_tags', 'highlight_id', 'tag_id'],
  ['tags', 'id', 'project_id', 'path'],
] as const

/** Tables that are read, or hold nothing of the project. */
const known = [...needed.map(([table]) => table), 'users', 'project_members', 'commands', 'alembic_version']

interface Reading {
  file: SqliteFile
  report: ProjectReport
  rows: ProjectRows
  steps: Steps
  idOf: IdOf
  personOf: (login: string | undefined) => string
  timeOf: (value: string | null | undefined) => string
  limits: ImportLimits
}

/** Reads the project in a database of Taguette. Throws ImportRefused where there is none, or several, or the tables are not those of Taguette. */
export async function taguetteProject(
  file: SqliteFile,
  source: ProjectSource,
  limits: ImportLimits,
  warnings: Said[],
): Promise<BroughtProject> {
  for (const [table, ...columns] of needed)
    for (const column of columns)
      if (!file.has(table, column))
        throw new ImportRefused(
          'corrupt-file',
          say('refusals.sqlite.columns', { program: 'Taguette', place: `${table}.${column}` }),
        )
  const report = new ProjectReport()
  const project = theProject(file, report)
  const steps = readSteps(file, project.id ?? 0)
  const idOf = numberedIds(`${project.created} ${project.name} ${project.id}`, namespace)
  const people = new People(file, project.id ?? 0, source, (login) => idOf('person', login))
  const reading: Reading = {
    ...{ file, report, rows: new ProjectRows(), steps, limits, idOf },
    personOf: (login) => people.idOf(login),
    timeOf: (value) => timeOf(value) ?? source.now.toISOString(),
  }
  const description = proseFrom(project.description ?? '')
  const isLong = description.length > mostOfProse
  const subject = { type: 'project', id: source.projectId } as const
  const byImporter = { createdById: source.self.id, createdAt: source.now.toISOString() }
  if (isLong) becomeMemo(reading, subject, project.name ?? '', description, byImporter)
  const tagIds = writeTags(reading, project.id ?? 0)
  await writeDocuments(reading, project.id ?? 0, tagIds)
  report.count('steps', '', steps.others)
  for (const table of file.filledBesides(known)) report.count('otherTables', table)
  return {
    name: nameFrom(project.name ?? '', 200) || 'Taguette',
    description: isLong ? '' : description,
    people: people.found(),
    parts: reading.rows.parts(),
    report: reported(report.noticed([keptOf(reading, people)], warnings)),
  }
}

function keptOf({ rows }: Reading, people: People): Said {
  const counts = { documents: rows.count('Document'), tags: rows.count('Tag'), passages: rows.count('Annotation') }
  return say('reports.brought.kept', { ...counts, people: people.found().length })
}

/** The only project in which there is something. */
function theProject(file: SqliteFile, report: ProjectReport): SqliteRow<typeof projectColumns> {
  const used = new Set<number | null>()
  for (const { project_id: id } of file.rows('documents', { project_id: 'number' })) used.add(id)
  for (const { project_id: id } of file.rows('tags', { project_id: 'number' })) used.add(id)
  const all = [...file.rows('projects', projectColumns)]
  const [project, ...more] = all.filter(({ id }) => used.has(id))
  const empty = all.filter(({ id }) => !used.has(id))
  if (more.length > 0) {
    const names = [project, ...more].map((one) => nameFrom(one?.name ?? '', 80) || '?')
    throw new ImportRefused(
      'unsupported-format',
      say('refusals.sqlite.severalProjects', { count: names.length, names: names.slice(0, 10).join(', ') }),
    )
  }
  const one = project ?? empty.shift()
  if (!one) throw new ImportRefused('empty-file', say('refusals.sqlite.noProject', { program: 'Taguette' }))
  for (const { name } of empty) report.count('emptyProjects', name ?? '')
  return one
}

/** Members, and who else did something that is kept. */
class People {
  readonly #people = new Map<string, BroughtPerson>()
  readonly #used = new Set<string>()

  constructor(
    file: SqliteFile,
    projectId: number,
    private readonly source: ProjectSource,
    private readonly newId: (login: string) => string,
  ) {
    const emails = new Map<string, string>()
    for (const { login, email } of file.rows('users', { login: 'text', email: 'text' }))
      if (login !== null && email !== null) emails.set(login, emailAddress(email))
    for (const member of file.rows('project_members', { project_id: 'number', user_login: 'text', privileges: 'text' }))
      if (member.project_id === projectId && member.user_login !== null)
        this.#add(member.user_login, emails.get(member.user_login), roles[member.privileges ?? ''] ?? 'reader')
  }

  /** Who a login is here. Whoever imports is themselves by their address, and is credited with what nobody is. */
  idOf(login: string | undefined): string {
    if (login === undefined) return this.source.self.id
    if (!this.#people.has(login)) this.#add(login, undefined, null)
    return this.#people.get(login)?.id ?? this.source.self.id
  }

  found(): BroughtPerson[] {
    return [...this.#people.values()].filter(({ id }) => id !== this.source.self.id)
  }

  #add(login: string, address: string | undefined, role: Role | null): void {
    // Two logins with one address cannot both be the account that has it.
    const email = address !== undefined && !this.#used.has(address) && isAddress.test(address) ? address : null
    if (email !== null) this.#used.add(email)
    const id = email === this.source.self.email ? this.source.self.id : this.newId(login)
    this.#people.set(login, { id, name: nameFrom(login, 120) || '?', email, role })
  }
}

const isAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Times are of UTC and do not say so. */
const timeOf = (value: string | null | undefined): string | undefined =>
  typeof value === 'string'
    ? timeFrom(
        `${value
          .trim()
          .replace(' ', 'T')
          .replace(/(\.\d{3})\d+$/, '$1')}Z`,
      )
    : undefined

/** What is longer than the place may hold in which it would stand. */
function becomeMemo({ report, rows, idOf }: Reading, subject: Subject, title: string, text: string, made: Made): void {
  report.count('longer', title)
  const memo = { title: nameFrom(title, 200) || '?', kind: 'memo', text, ...made, updatedAt: made.createdAt }
  rows.memo(subject, memo, (part) => idOf('memo', `${subject.type} ${subject.id} ${part}`))
}

function writeTags(reading: Reading, projectId: number): Map<number, string> {
  const { file, report, rows, steps, idOf, personOf, timeOf } = reading
  const columns = { id: 'number', project_id: 'number', path: 'text', description: 'text' } as const
  const tags = [...file.rows('tags', columns)].flatMap(({ id, project_id: of, path, description }) =>
    of === projectId && id !== null ? { key: id, path: path ?? '', description: description ?? '' } : [],
  )
  const ids = new Map(tags.map(({ key }) => [key, idOf('tag', key)]))
  for (const { key, parentKey, definition, ...tag } of placedTags(tags, report)) {
    const step = steps.tags.get(key)
    const made = { createdById: personOf(step?.login), createdAt: timeOf(step?.date) }
    const isLong = definition.length > tagLimits.text
    rows.tag({
      ...{ ...tag, ...made, definition: isLong ? '' : definition },
      ...{ id: idOf('tag', key), parentId: parentKey === null ? null : idOf('tag', parentKey) },
    })
    if (isLong) becomeMemo(reading, { type: 'tag', id: idOf('tag', key) }, tag.name, definition, made)
  }
  return ids
}

async function writeDocuments(reading: Reading, projectId: number, tagIds: ReadonlyMap<number, string>): Promise<void> {
  const { file, rows } = reading
  const highlights = new Map<number, Highlight[]>()
  for (const highlight of file.rows('highlights', highlightColumns))
    append(highlights, highlight.document_id ?? -1, highlight)
  const tagsOf = new Map<number, (string | undefined)[]>()
  for (const { highlight_id: id, tag_id: tag } of file.rows('highlight_tags', {
    highlight_id: 'number',
    tag_id: 'number',
  }))
    if (id !== null) append(tagsOf, id, tagIds.get(tag ?? -1))
  const attributes = writeAttributes(reading, projectId)
  for (const document of file.rows('documents', documentColumns)) {
    if (document.project_id !== projectId || document.id === null) continue
    const { id, words, text } = await writeDocument(reading, document, attributes)
    const passages = passagesOf(
      reading,
      { words, text, title: document.name ?? '' },
      highlights.get(document.id) ?? [],
      tagsOf,
    )
    for (const passage of passages) rows.passage(id, passage)
    highlights.delete(document.id)
  }
  for (const { snippet } of [...highlights.values()].flat())
    reading.report.count('noDocument', wordsOfPage(snippet ?? ''))
}

function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const there = lists.get(key)
  if (there) there.push(value)
  else lists.set(key, [value])
}

type Extra = 'description' | 'filename'
const extras: readonly Extra[] = ['description', 'filename']

/** What a document says of itself besides its name, where any of them says it. */
const extraOf = (document: Pick<Document, 'name' | Extra>, extra: Extra): string => {
  const said = proseFrom(document[extra] ?? '')
  return extra === 'filename' && said === proseFrom(document.name ?? '') ? '' : said
}

/** An attribute and a description have at most so many letters. */
const mostOfProse = 5000
const isValue = (said: string): boolean => said !== '' && said.length <= mostOfProse

function writeAttributes({ file, rows, idOf }: Reading, projectId: number): Map<Extra, BroughtAttribute> {
  const { project_id: of, name, description, filename } = documentColumns
  const used = new Set<Extra>()
  for (const document of file.rows('documents', { project_id: of, name, description, filename }))
    for (const extra of extras)
      if (document.project_id === projectId && isValue(extraOf(document, extra))) used.add(extra)
  const attributes = new Map<Extra, BroughtAttribute>()
  for (const extra of extras.filter((one) => used.has(one))) {
    const label = extra === 'description' ? 'Description' : 'File name'
    const key = attributeKey(
      label,
      [...attributes.values()].map((one) => one.key),
    )
    const attribute = { id: idOf('attribute', extra), key, label, type: 'text', position: attributes.size } as const
    attributes.set(extra, attribute)
    rows.attribute(attribute)
  }
  return attributes
}

async function writeDocument(
  reading: Reading,
  document: Document,
  attributes: ReadonlyMap<Extra, BroughtAttribute>,
): Promise<{ id: string; words: string; text: string }> {
  const { report, rows, steps, idOf, personOf, timeOf, limits } = reading
  const html = document.contents ?? ''
  const title = nameFrom(document.name ?? '', 500) || nameFrom(document.filename ?? '', 500) || '?'
  demandReadable(html, title, limits)
  const words = wordsOfPage(html)
  const { report: converted, ...page } = await textOfPage(html, words, limits)
  if (!converted && words.trim() !== '') report.count('noForm', title)
  if (converted && converted.lost.length > 0) report.count('lessForm', title)
  const id = idOf('document', document.id ?? 0)
  const step = steps.documents.get(document.id ?? 0)
  const made = { createdById: personOf(step?.login), createdAt: timeOf(document.created ?? step?.date) }
  const values = [...attributes].flatMap(([extra, { key }]) => {
    const said = extraOf(document, extra)
    return isValue(said) ? [[key, said] as const] : []
  })
  const text = rows.document({
    ...{ id, title, values: Object.fromEntries(values), ...page, ...(converted && { report: converted }) },
    ...(document.text_direction === 'RIGHT_TO_LEFT' && { direction: 'rtl' as const }),
    ...made,
  })
  for (const extra of extras) {
    const said = extraOf(document, extra)
    if (said !== '' && !isValue(said)) becomeMemo(reading, { type: 'document', id }, title, said, made)
  }
  return { id, words, text }
}

function passagesOf(
  { report, steps, idOf, personOf, timeOf }: Reading,
  { words, text, title }: { words: string; text: string; title: string },
  highlights: readonly Highlight[],
  tagsOf: ReadonlyMap<number, readonly (string | undefined)[]>,
) {
  const passages = new ProjectPassages(text, report)
  const place = placesOf(words, text)
  for (const { id, start_offset: start, end_offset: end, snippet } of highlights) {
    const kept = wordsOfPage(snippet ?? '')
    const found = place(start ?? Number.NaN, end ?? Number.NaN, kept)
    const name = kept.trim() || title
    if (!('span' in found)) {
      report.count(found.how === 'empty' ? 'emptySelections' : 'outside', name)
      continue
    }
    const step = steps.highlights.get(id ?? -1)
    if (step === undefined) report.count('credited', name)
    report.count(found.how === 'exact' ? 'sameWords' : found.how === 'words' ? 'byWords' : 'otherWords', name)
    const passage = passages.at(found.span, {
      ...{ authorId: personOf(step?.login), createdAt: timeOf(step?.date), name },
      idOf: () => idOf('highlight', id ?? 0),
    })
    if (passage) for (const tag of tagsOf.get(id ?? -1) ?? []) passages.tag(passage, tag)
  }
  return passages.inOrder()
}
