import { attributeKey } from '@/lib/domain/documents/attribute-key'
import { boundedTree } from '@/lib/domain/codebook/bounded-tree'
import { tagLimits } from '@/lib/domain/codebook/import-lines'
import { tagPalette } from '@/lib/domain/codebook/colours'
import { lettersOf } from '@/lib/domain/interchange/same-letters'
import { placesIn, readingByWords, type OffsetReading } from '@/lib/domain/interchange/offset-reading'
import { reported } from '@/lib/importers/imported-document'
import type { ImportLimits } from '@/lib/importers/limits'
import type { BroughtPerson, BroughtProject, ProjectSource } from './brought-project'
import { heldAgainst } from './held-words'
import { numberedIds, type IdOf } from './numbered-ids'
import { nameFrom, proseFrom } from '@/lib/domain/storable/name-from'
import { colourFrom, freeName, timeFrom } from './project-names'
import { mostOfNote, ProjectPassages } from './project-passages'
import type { ProjectReport } from './project-report'
import { plainContent, ProjectRows, type BroughtAttribute, type Made, type Subject } from './project-rows'
import { demandReadable } from './project-texts'
import type { Credit, TextCase, TextCoding, TextProject, TextSource } from './text-project'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

/** What its rows are hashed to ids under. */
const namespace = '8e0f5b62-3f0d-4c9c-9a55-6d1c0f2b7e48'

/** The converter and its version, as a revision says what made it. */
const converter = 'commonplace-text-project 1'

interface Writing {
  project: TextProject
  projectId: string
  report: ProjectReport
  rows: ProjectRows
  limits: ImportLimits
  idOf: IdOf
  madeBy: (credit: Credit) => Made
}

/**
 * Writes a project of plain texts as rows of ours. Positions are read in the way for which the file itself is the evidence, and every passage is held against the
 * words that the file keeps of it. Throws ImportRefused for a text that is longer than any.
 */
export function writeTextProject(
  project: TextProject,
  report: ProjectReport,
  { self, now, projectId }: ProjectSource,
  limits: ImportLimits,
  warnings: Said[],
): BroughtProject {
  const idOf = numberedIds(project.seed, namespace)
  const people = new Map<string, BroughtPerson>()
  const madeBy = ({ owner, date }: Credit): Made => ({
    createdById: personOf(people, idOf, owner) ?? self.id,
    createdAt: timeOf(date) ?? now.toISOString(),
  })
  const writing: Writing = { ...{ project, projectId, report, limits, idOf, madeBy }, rows: new ProjectRows() }
  const tagIds = writeCodes(writing)
  writeSets(writing, tagIds)
  const reading = writeSources(writing, tagIds)
  writeMemos(writing)
  const description = proseFrom(project.memo ?? '')
  if (description.length > 5000)
    becomeMemo(
      writing,
      { type: 'project', id: projectId },
      project.name,
      description,
      { owner: null, date: null },
      'description',
    )
  return {
    name: project.name,
    description: description.length > 5000 ? '' : description,
    people: [...people.values()],
    parts: writing.rows.parts(),
    report: reported(report.noticed(keptOf(writing, people.size, reading), warnings)),
  }
}

function keptOf({ rows }: Writing, people: number, { unit, lineEnd }: OffsetReading): Said[] {
  const counts = { documents: rows.count('Document'), tags: rows.count('Tag'), passages: rows.count('Annotation') }
  const memos = rows.count('Memo')
  return [
    say('reports.brought.kept', { ...counts, people }),
    ...(memos > 0 ? [say('reports.brought.memos', { count: memos })] : []),
    ...(counts.passages > 0 ? [say('reports.qda.reading', { unit, lineEnd })] : []),
  ]
}

/** People are names; what has none is of whoever imports. */
function personOf(people: Map<string, BroughtPerson>, idOf: IdOf, owner: string | null): string | undefined {
  const name = nameFrom(owner ?? '', 120)
  if (name === '') return undefined
  const there = people.get(name)
  if (there) return there.id
  const person = { id: idOf('person', name), name, email: null, role: 'coder' as const }
  people.set(name, person)
  return person.id
}

/** A time of no zone is taken for one of UTC. R writes the day of the week, the month and the year last. */
function timeOf(date: string | null): string | undefined {
  const said = date?.trim() ?? ''
  if (/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/.test(said)) return timeFrom(`${said.slice(0, 10)}T${said.slice(11, 19)}Z`)
  if (/^\d{4}-\d\d-\d\d$/.test(said)) return timeFrom(said)
  return /^\w{3} \w{3} +\d+ \d\d:\d\d:\d\d \d{4}$/.test(said) ? timeFrom(`${said} UTC`) : undefined
}

function writeCodes(writing: Writing): Map<string, string> {
  const { project, report, rows, idOf, madeBy } = writing
  const names = new Map<string | null, Set<string>>()
  const ids = new Map<string, string>()
  const placed = boundedTree(project.codes, ({ name }) => report.count('moved', name ?? ''))
  for (const [place, { node, parentKey, position }] of placed.entries()) {
    const id = idOf('code', node.key)
    ids.set(node.key, id)
    const beside = names.get(parentKey) ?? new Set<string>()
    names.set(parentKey, beside)
    const definition = proseFrom(node.memo ?? '')
    const name = freeName(node.name ?? undefined, beside, report)
    rows.tag({
      ...{ id, parentId: parentKey === null ? null : (ids.get(parentKey) ?? null), name, position },
      ...{
        colour: colourFrom(node.color ?? undefined, place),
        definition: definition.length > tagLimits.text ? '' : definition,
      },
      ...madeBy(node),
    })
    if (definition.length > tagLimits.text)
      becomeMemo(writing, { type: 'tag', id }, name, definition, node, `tag ${node.key}`)
  }
  return ids
}

function writeSets({ project, report, rows, idOf, madeBy }: Writing, tagIds: ReadonlyMap<string, string>): void {
  const names = new Set<string>()
  for (const [position, { key, name: given, memo, codeKeys, ...credit }] of project.sets.entries()) {
    const name = freeName(given ?? undefined, names, report)
    report.count('asThemes', name)
    const said = proseFrom(memo ?? '')
    rows.theme({
      ...{ id: idOf('set', key), name, position, createdById: madeBy(credit).createdById },
      ...{ definition: said.length > 5000 ? '' : said, narrative: said.length > 5000 ? said : null },
      ...{ colour: tagPalette[position % tagPalette.length] },
      tagIds: [...new Set(codeKeys.flatMap((code) => tagIds.get(code) ?? []))],
    })
  }
}

/** Writes a memo about something, where something is said. */
function aboutIt(
  { rows, idOf, madeBy }: Writing,
  subject: Subject,
  title: string,
  said: string,
  credit: Credit,
  key: string,
): void {
  if (said === '') return
  const made = madeBy(credit)
  const memo = { title: nameFrom(title, 200) || '?', kind: 'memo', text: said, ...made, updatedAt: made.createdAt }
  rows.memo(subject, memo, (part) => idOf('memo', `${key} ${part}`))
}

/** The same of what is longer than the place may hold in which it would stand. */
function becomeMemo(
  writing: Writing,
  subject: Subject,
  title: string,
  said: string,
  credit: Credit,
  key: string,
): void {
  writing.report.count('longer', title)
  aboutIt(writing, subject, title, said, credit, key)
}

function writeSources(writing: Writing, tagIds: ReadonlyMap<string, string>): OffsetReading {
  const { project, report, rows } = writing
  const codings = new Map<number, TextCoding[]>(project.sources.map(({ key }) => [key, []]))
  for (const coding of project.codings) {
    const of = codings.get(coding.sourceKey)
    if (of) of.push(coding)
    else report.count('noDocument', coding.words ?? '')
  }
  // How positions count is shown by the words that the file keeps of what stands there.
  const reading = readingByWords(
    project.sources.map(({ key, text }) => ({
      text,
      marked: (codings.get(key) ?? []).flatMap(({ start, end, words }) => (words ? { start, end, words } : [])),
    })),
  )
  const attributes = writeAttributes(writing)
  const ofCases = casesOf(writing, reading)
  for (const source of project.sources) {
    const { id, text } = writeSource(writing, source, attributes, ofCases.get(source.key) ?? [])
    const passages = passagesOf(writing, { source, text, reading, tagIds }, codings.get(source.key) ?? [])
    for (const passage of passages.inOrder()) rows.passage(id, passage)
    for (const { id: passageId, authorId, createdAt } of passages.starred) rows.star(passageId, authorId, createdAt)
  }
  return reading
}

/** What a case that is one source gives to it: its name, and its values. Others have no place here yet. */
function casesOf({ project, report }: Writing, reading: OffsetReading): Map<number, TextCase[]> {
  const texts = new Map(
    project.sources.map(({ key, text }) => [
      key,
      { place: once(() => placesIn(text, reading)), length: text.replaceAll('\r\n', '\n').length },
    ]),
  )
  const cases = new Map<number, TextCase[]>()
  for (const one of project.cases) {
    const [part, ...more] = one.parts
    const text = part && texts.get(part.sourceKey)
    const span = part && text ? text.place()(part.start, part.end) : null
    const length = text?.length ?? 0
    // Some versions end a whole source one sign too early, or say nothing of its parts.
    const isWhole = span ? span.start === 0 && span.end >= length - 1 : part?.start === 0 && part.end === 0
    if (part && text && more.length === 0 && isWhole) {
      report.count('cases', one.name ?? '')
      cases.set(part.sourceKey, [...(cases.get(part.sourceKey) ?? []), one])
    } else report.count('casesOfMany', one.name ?? '')
  }
  return cases
}

/** What is made when it is first asked for. */
function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined
  return () => (made ??= make())
}

/** The attributes of documents by the name that a file gives them; a name that no file gives, for what cases are called. */
type Attributes = ReadonlyMap<string, BroughtAttribute>
const caseName = '\0case'

function writeAttributes({ project, rows, idOf }: Writing): Attributes {
  const attributes = new Map<string, BroughtAttribute>()
  const add = (name: string, label: string, type: 'text' | 'number') => {
    const keys = [...attributes.values()].map(({ key }) => key)
    const attribute = {
      id: idOf('attribute', name),
      key: attributeKey(label, keys),
      label,
      type,
      position: attributes.size,
    }
    attributes.set(name, attribute)
    rows.attribute(attribute)
  }
  if (project.cases.length > 0) add(caseName, 'Case', 'text')
  for (const { name, isNumber } of project.variables)
    if (!attributes.has(name)) add(name, nameFrom(name, 100) || '?', isNumber ? 'number' : 'text')
  return attributes
}

function writeSource(
  writing: Writing,
  source: TextSource,
  attributes: Attributes,
  cases: readonly TextCase[],
): { id: string; text: string } {
  const { report, rows, limits, idOf, madeBy } = writing
  const title = nameFrom(source.name ?? '', 500) || '?'
  demandReadable(source.text, title, limits)
  const { content, hadStrangeSigns } = plainContent(source.text)
  if (hadStrangeSigns) report.count('strange', title)
  const id = idOf('source', source.key)
  const said = [...cases.flatMap(({ values }) => [...values]), ...source.values]
  const named = cases.map(({ name }) => nameFrom(name ?? '', 200)).filter(Boolean)
  const values: Record<string, string | number> = {}
  const long: [string, string][] = []
  for (const [name, value] of [...(named.length > 0 ? [[caseName, named.join('; ')] as const] : []), ...said]) {
    const attribute = attributes.get(name)
    const written = proseFrom(value)
    if (written === '') continue
    if (!attribute || (attribute.type === 'number' && !Number.isFinite(Number(written))))
      report.count('values', written)
    else if (attribute.type === 'number') values[attribute.key] = Number(written)
    else if (written.length <= 5000) values[attribute.key] = written
    else long.push([attribute.label, written])
  }
  const text = rows.document({ ...{ id, title, values, content, format: 'txt', converter }, ...madeBy(source) })
  const document = { type: 'document', id } as const
  aboutIt(writing, document, title, proseFrom(source.memo ?? ''), source, `source ${source.key}`)
  for (const [label, written] of long)
    becomeMemo(writing, document, label, written, source, `value ${source.key} ${label}`)
  for (const [at, one] of cases.entries())
    aboutIt(writing, document, one.name ?? '', proseFrom(one.memo ?? ''), one, `case ${source.key} ${at}`)
  return { id, text }
}

interface Marked {
  source: TextSource
  text: string
  reading: OffsetReading
  tagIds: ReadonlyMap<string, string>
}

function passagesOf(writing: Writing, marked: Marked, codings: readonly TextCoding[]) {
  const { report, idOf, madeBy } = writing
  const { source, text, reading, tagIds } = marked
  const passages = new ProjectPassages(text, report)
  const starred = new Map<string, { id: string; authorId: string; createdAt: string }>()
  const place = placesIn(source.text, reading)
  const held = heldAgainst(text)
  for (const { kind, key, start, end, words, codeKey, memo, isStarred, ...credit } of codings) {
    const name = words ?? source.name ?? ''
    const span = place(start, end)
    const found =
      words === null || words === ''
        ? span && { how: 'unsaid' as const, span }
        : held(span, lettersOf(span ? text.slice(span.start, span.end) : ''), lettersOf(words))
    if (!found || !('span' in found)) {
      report.count(start === end ? 'emptySelections' : 'outside', name)
      continue
    }
    if (found.how !== 'unsaid')
      report.count(found.how === 'exact' ? 'sameWords' : found.how === 'words' ? 'byWords' : 'otherWords', name)
    const { createdById: authorId, createdAt } = madeBy(credit)
    const passage = passages.at(found.span, { authorId, createdAt, name, idOf: () => idOf(kind, key) })
    if (!passage) continue
    if (codeKey !== null) passages.tag(passage, tagIds.get(codeKey))
    const said = proseFrom(memo ?? '')
    if (passage.note.length + said.length + 2 <= mostOfNote) passages.say(passage, said)
    else {
      const about = { type: 'annotation', id: passage.id, documentId: idOf('source', source.key) } as const
      becomeMemo(writing, about, passage.quote, said, credit, `${kind} ${key}`)
    }
    if (isStarred) starred.set(passage.id, { id: passage.id, authorId, createdAt })
  }
  return { inOrder: () => passages.inOrder(), starred: starred.values() }
}

/** The journal is about the project; what was written at a place of a source is about that, and named by the words that follow there. */
function writeMemos({ project, projectId, report, rows, idOf, madeBy }: Writing): void {
  const texts = new Map(project.sources.map(({ key, text }) => [key, text]))
  for (const { kind, key, title, text, sourceKey, position, ...credit } of project.memos) {
    const of = sourceKey === null ? undefined : texts.get(sourceKey)
    if (sourceKey !== null && of === undefined) {
      report.count('noDocument', text)
      continue
    }
    const following =
      of === undefined || position === null
        ? ''
        : nameFrom([...of.slice(0, position * 2 + 200)].slice(position, position + 60).join(''), 60)
    const subject =
      sourceKey === null
        ? ({ type: 'project', id: projectId } as const)
        : ({ type: 'document', id: idOf('source', sourceKey) } as const)
    const made = madeBy(credit)
    const named = nameFrom(title ?? '', 200) || (following && `… ${following}`) || nameFrom(text, 60) || '?'
    const memo = { title: named, kind, text: proseFrom(text), ...made, updatedAt: made.createdAt }
    rows.memo(subject, memo, (part) => idOf(kind, part === 0 ? key : `${key} ${part}`))
  }
}
