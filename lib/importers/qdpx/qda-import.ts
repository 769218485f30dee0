import { readingOf, type OffsetReading } from '@/lib/domain/interchange/offset-reading'
import { tagPalette } from '@/lib/domain/codebook/colours'
import { say } from '@/lib/i18n/say'
import { reported } from '@/lib/importers/imported-document'
import type { BroughtPerson, BroughtProject } from '@/lib/importers/projects/brought-project'
import { nameFrom, proseFrom, timeFrom } from '@/lib/importers/projects/project-names'
import { ProjectReport } from '@/lib/importers/projects/project-report'
import { plainContent, ProjectRows, type BroughtAttribute, type Subject } from '@/lib/importers/projects/project-rows'
import { attributesFrom, valuesFrom } from './qda-attributes'
import { noteIdsOf, QdaIds, tagsFrom, type QdaTag } from './qda-codes'
import type { QdaFiles } from './qda-files'
import { passagesOf } from './qda-passages'
import { textOf, textsFrom, type QdaText } from './qda-sources'
import { childOf, childrenOf, guidOf, readQde, type QdeElement } from './read-qde'

/** How positions are written by `lib/exporters/qdpx`. */
const ours: OffsetReading = { unit: 'codepoint', lineEnd: 2 }

/** The converter and its version, as a revision says what made it. */
const converter = 'qdpx@1'

type Values = Record<string, string | number | boolean>

interface Note {
  id: string
  name: string
  text: string
  creator: string | undefined
  created: string | undefined
}

/** Everything that the mapping goes by. */
interface Mapping {
  project: QdeElement
  report: ProjectReport
  notes: Map<string, Note>
  tags: QdaTag[]
  tagByGuid: Map<string, string>
  attributes: Map<string, BroughtAttribute>
  texts: QdaText[]
  personOf: (guid: string | undefined) => string
  timeOf: (value: string | undefined) => string
  rows: ProjectRows
}

/**
 * Reads a project of REFI-QDA, by whichever program: users, codes, texts, selections with their codings and notes, variables and sets. How positions count is found
 * from the file itself. `selfId` is credited with what the file credits to nobody. Throws ImportRefused for a file that cannot be read.
 */
export async function qdaImport(files: QdaFiles, selfId: string, now: Date): Promise<BroughtProject> {
  const project = await readQde(await files.project())
  const report = new ProjectReport()
  report.count('links', '', childrenOf(childOf(project, 'Links'), 'Link').length - hangLinkedNotes(project))
  const people = peopleFrom(project, report)
  const known = new Set(people.map(({ id }) => id))
  const mapping: Mapping = {
    ...{ project, report, rows: new ProjectRows() },
    notes: await notesFrom(project, files),
    ...codesOf(project, report),
    attributes: attributesFrom(project, new QdaIds('variable', report)),
    texts: await textsFrom(project, files, report),
    personOf: (guid) => (guid !== undefined && known.has(guid) ? guid : selfId),
    timeOf: (value) => timeFrom(value) ?? now.toISOString(),
  }
  const reading = await mapDocuments(mapping)
  mapTags(mapping)
  mapThemes(mapping)
  countLeft(mapping)
  const count = (table: string) => mapping.rows.count(table)
  const kept = [
    say('reports.qda.kept', {
      ...{ documents: count('Document'), tags: count('Tag'), passages: count('Annotation'), themes: count('Theme') },
      ...{ people: people.length, notes: count('Comment') },
    }),
    say('reports.qda.reading', { unit: reading.unit, lineEnd: reading.lineEnd }),
  ]
  return {
    name: nameFrom(project.attributes['name'], 200) || 'REFI-QDA',
    description: proseFrom(childOf(project, 'Description')?.text).slice(0, 5000),
    people,
    parts: mapping.rows.parts(),
    report: reported(report.noticed(kept)),
  }
}

function* everyElement(root: QdeElement): Generator<QdeElement> {
  const open = [root]
  for (let next = open.pop(); next; next = open.pop()) {
    yield next
    open.push(...next.children)
  }
}

/** Some programs write a note on a passage as a link between the two: it becomes a note of that passage. Answers how many links were such. */
function hangLinkedNotes(project: QdeElement): number {
  const notes = new Set(
    childrenOf(childOf(project, 'Notes'), 'Note').map(({ attributes }) => guidOf(attributes['guid'])),
  )
  const linked = new Map<string, string[]>()
  for (const { attributes } of childrenOf(childOf(project, 'Links'), 'Link')) {
    const ends = [guidOf(attributes['originGUID']), guidOf(attributes['targetGUID'])]
    const [note, other] = notes.has(ends[0]) ? ends : ends.toReversed()
    if (note !== undefined && other !== undefined && notes.has(note) && !notes.has(other))
      linked.set(other, [...(linked.get(other) ?? []), note])
  }
  let hung = 0
  if (linked.size === 0) return hung
  for (const element of everyElement(project)) {
    const guid = guidOf(element.attributes['guid'])
    const of = guid === undefined ? undefined : linked.get(guid)
    if (!of || guid === undefined) continue
    for (const targetGUID of of)
      element.children.push({ name: 'NoteRef', attributes: { targetGUID }, children: [], text: '' })
    hung += of.length
    linked.delete(guid)
  }
  return hung
}

function codesOf(project: QdeElement, report: ProjectReport) {
  const { tags, byGuid } = tagsFrom(childOf(project, 'CodeBook'), report)
  return { tags, tagByGuid: byGuid }
}

function peopleFrom(project: QdeElement, report: ProjectReport): BroughtPerson[] {
  const people = new Map<string, string>()
  for (const { attributes } of childrenOf(childOf(project, 'Users'), 'User')) {
    const id = guidOf(attributes['guid'])
    if (id === undefined || people.has(id)) report.count('doubleGuids', attributes['name'])
    else people.set(id, nameFrom(attributes['name'], 200) || nameFrom(attributes['id'], 200) || '?')
  }
  return [...people].map(([id, name]) => ({ id, name, email: null, role: 'coder' }))
}

async function notesFrom(project: QdeElement, files: QdaFiles): Promise<Map<string, Note>> {
  const notes = new Map<string, Note>()
  for (const note of childrenOf(childOf(project, 'Notes'), 'Note')) {
    const { guid, name, creatingUser, creationDateTime } = note.attributes
    const text = proseFrom((await textOf(note, files)) ?? childOf(note, 'Description')?.text)
    const id = guidOf(guid)
    if (id !== undefined)
      notes.set(id, {
        id,
        name: nameFrom(name, 200),
        text: text || nameFrom(name, 200),
        creator: guidOf(creatingUser),
        created: creationDateTime,
      })
  }
  return notes
}

/** Lets go on whoever waits in this process. */
const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

async function mapDocuments(mapping: Mapping): Promise<OffsetReading> {
  const { texts, report, attributes, notes } = mapping
  for (const attribute of attributes.values()) mapping.rows.attribute(attribute)
  const marked = texts.map(({ text, marks }) => ({
    text,
    marked: marks.flatMap(({ at, name }) => (at ? { ...at, name } : [])),
  }))
  // What was exported here is not guessed: its edges may be anywhere.
  const reading = mapping.project.attributes['origin'] === 'Commonplace' ? ours : readingOf(marked)
  const ids = { document: new QdaIds('source', report), passage: new QdaIds('selection', report) }
  const ofCases = caseValues(mapping)
  for (const source of texts) {
    const documentId = ids.document.take(source.guid, source.title)
    const text = putDocument(mapping, source, documentId, {
      ...ofCases.get(guidOf(source.guid) ?? ''),
      ...valuesFrom(source.values, attributes, report),
    })
    const passages = passagesOf(source, text, {
      ...{ reading, report, ids: ids.passage, personOf: mapping.personOf, timeOf: mapping.timeOf },
      tagOf: (guid) => mapping.tagByGuid.get(guid),
      noteText: (id) => notes.get(id)?.text ?? '',
    })
    for (const passage of passages) mapping.rows.passage(documentId, passage)
    putTalk(mapping, { type: 'document', id: documentId }, source.noteIds)
    await othersTurn()
  }
  return reading
}

/** Values of cases that are one source each, which some programs make of attributes of documents; of others nothing can be kept yet. */
function caseValues({ project, attributes, report }: Mapping): Map<string, Values> {
  const values = new Map<string, Values>()
  for (const one of childrenOf(childOf(project, 'Cases'), 'Case')) {
    const sources = childrenOf(one, 'SourceRef').map(({ attributes: { targetGUID } }) => guidOf(targetGUID) ?? '')
    const [only] = sources
    if (only === undefined || sources.length > 1 || childrenOf(one, 'SelectionRef').length > 0) {
      report.count('casesOfMany', one.attributes['name'] ?? '')
      continue
    }
    report.count('cases', one.attributes['name'] ?? '')
    values.set(only, { ...values.get(only), ...valuesFrom(childrenOf(one, 'VariableValue'), attributes, report) })
  }
  return values
}

/** Writes a text as a document with a paragraph a line, and answers its canonical text: the same with LF for every line end. */
function putDocument(mapping: Mapping, source: QdaText, id: string, values: Values): string {
  const { content, hadStrangeSigns } = plainContent(source.text)
  if (hadStrangeSigns) mapping.report.count('strange', source.title)
  return mapping.rows.document({
    ...{ id, title: source.title, values, content, format: 'txt', converter },
    ...{ createdById: mapping.personOf(guidOf(source.creator)), createdAt: mapping.timeOf(source.created) },
  })
}

function mapTags(mapping: Mapping): void {
  const createdAt = mapping.timeOf(mapping.project.attributes['creationDateTime'])
  const createdById = mapping.personOf(guidOf(mapping.project.attributes['creatingUserGUID']))
  for (const { noteIds, ...tag } of mapping.tags) {
    mapping.rows.tag({ ...tag, createdById, createdAt })
    putTalk(mapping, { type: 'tag', id: tag.id }, noteIds)
  }
}

/** Sets of codes are themes; their first note is what the theme says. Sets of anything else are counted. */
function mapThemes(mapping: Mapping): void {
  const { project, report, notes, tagByGuid } = mapping
  const ids = new QdaIds('set', report)
  const createdById = mapping.personOf(guidOf(project.attributes['creatingUserGUID']))
  for (const [position, set] of childrenOf(childOf(project, 'Sets'), 'Set').entries()) {
    const tagIds = new Set(
      childrenOf(set, 'MemberCode').flatMap(
        ({ attributes: { targetGUID, guid } }) => tagByGuid.get(guidOf(targetGUID ?? guid) ?? '') ?? [],
      ),
    )
    const name = nameFrom(set.attributes['name'], 200) || '?'
    if (tagIds.size === 0 || childrenOf(set, 'MemberSource').length > 0) report.count('sets', name)
    if (tagIds.size === 0) continue
    const id = ids.take(set.attributes['guid'], name)
    const [said, ...more] = childrenOf(set, 'MemberNote').flatMap(
      ({ attributes: { targetGUID, guid } }) => notes.get(guidOf(targetGUID ?? guid) ?? '') ?? [],
    )
    mapping.rows.theme({
      ...{ id, name, definition: proseFrom(childOf(set, 'Description')?.text), position, createdById },
      ...{ colour: tagPalette[position % tagPalette.length], narrative: said?.text ?? null, tagIds: [...tagIds] },
    })
    const noteIds = more.map((note) => note.id)
    putTalk(mapping, { type: 'theme', id }, noteIds)
  }
}

/** Notes about something are said about it, by whoever wrote them; a long one in several comments. */
function putTalk(mapping: Mapping, subject: Subject, noteIds: readonly string[]): void {
  const ids = new QdaIds(`note of ${subject.id}`, new ProjectReport())
  for (const noteId of noteIds) {
    const note = mapping.notes.get(noteId)
    if (!note || note.text === '') continue
    const made = { createdById: mapping.personOf(note.creator), createdAt: mapping.timeOf(note.created) }
    // A note that is about several things is said of each.
    mapping.rows.comments(subject, note.text, made, (part) => ids.take(undefined, `${noteId} ${part}`))
  }
}

/** What has no place here is counted: links, graphs, and notes about the project or nothing. */
function countLeft({ project, report, notes }: Mapping): void {
  const used = new Set<string | undefined>()
  for (const { name, attributes } of everyElement(project))
    if (name === 'NoteRef' || name === 'MemberNote') used.add(guidOf(attributes['targetGUID'] ?? attributes['guid']))
  for (const { id, name } of notes.values()) if (!used.has(id)) report.count('projectNotes', name)
  report.count('graphs', '', childrenOf(childOf(project, 'Graphs'), 'Graph').length)
  for (const id of noteIdsOf(project)) report.count('projectNotes', notes.get(id)?.name)
}
