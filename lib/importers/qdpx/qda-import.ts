import { noteSets } from '@/lib/domain/interchange/note-sets'
import { readingOf, type OffsetReading } from '@/lib/domain/interchange/offset-reading'
import { tagPalette } from '@/lib/domain/codebook/colours'
import { say } from '@/lib/i18n/say'
import { reported } from '@/lib/importers/imported-document'
import type { BroughtPerson, BroughtProject, ProjectSource } from '@/lib/importers/projects/brought-project'
import { nameFrom, proseFrom } from '@/lib/domain/storable/name-from'
import { timeFrom } from '@/lib/importers/projects/project-names'
import { ProjectReport } from '@/lib/importers/projects/project-report'
import { plainContent, ProjectRows, type BroughtAttribute, type Subject } from '@/lib/importers/projects/project-rows'
import { attributesFrom, valuesFrom } from './qda-attributes'
import { noteIdsOf, QdaIds, tagsFrom, type QdaTag } from './qda-codes'
import type { QdaFiles } from './qda-files'
import { notesFrom, QdaNotes, type QdaNote, type WrittenNote } from './qda-notes'
import { passagesOf } from './qda-passages'
import { textsFrom, type QdaText } from './qda-sources'
import { childOf, childrenOf, guidOf, readQde, type QdeElement } from './read-qde'

/** How positions are written by `lib/exporters/qdpx`. */
const ours: OffsetReading = { unit: 'codepoint', lineEnd: 2 }

/** The converter and its version, as a revision says what made it. */
const converter = 'qdpx@1'

type Values = Record<string, string | number | boolean>

/** Everything that the mapping goes by. */
interface Mapping {
  project: QdeElement
  projectId: string
  report: ProjectReport
  notes: Map<string, QdaNote>
  written: QdaNotes
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
 * from the file itself. `self` is credited with what the file credits to nobody. Throws ImportRefused for a file that cannot be read.
 */
export async function qdaImport(
  files: QdaFiles,
  { self, projectId, now }: Omit<ProjectSource, 'bytes'>,
): Promise<BroughtProject> {
  const project = await readQde(await files.project())
  const report = new ProjectReport()
  report.count('links', '', childrenOf(childOf(project, 'Links'), 'Link').length - hangLinkedNotes(project))
  const people = peopleFrom(project, report)
  const known = new Set(people.map(({ id }) => id))
  const credited = {
    rows: new ProjectRows(),
    notes: await notesFrom(project, files, report),
    personOf: (guid: string | undefined) => (guid !== undefined && known.has(guid) ? guid : self.id),
    timeOf: (value: string | undefined) => timeFrom(value) ?? now.toISOString(),
  }
  const mapping: Mapping = {
    ...{ project, projectId, report, ...credited, written: new QdaNotes(credited) },
    ...codesOf(project, report),
    attributes: attributesFrom(project, new QdaIds('variable', report)),
    texts: await textsFrom(project, files, report),
  }
  const reading = await mapDocuments(mapping)
  mapTags(mapping)
  const name = nameFrom(project.attributes['name'], 200) || 'REFI-QDA'
  const described = proseFrom(childOf(project, 'Description')?.text)
  const description = orMemo(mapping, { type: 'project', id: projectId }, name, described)
  mapThemes(mapping)
  mapFreeNotes(mapping)
  report.count('graphs', '', childrenOf(childOf(project, 'Graphs'), 'Graph').length)
  const count = (table: string) => mapping.rows.count(table)
  const kept = [
    say('reports.qda.kept', {
      ...{ documents: count('Document'), tags: count('Tag'), passages: count('Annotation'), themes: count('Theme') },
      ...{ people: people.length, notes: count('Comment'), memos: count('Memo') },
    }),
    say('reports.qda.reading', { unit: reading.unit, lineEnd: reading.lineEnd }),
  ]
  return {
    name,
    description,
    people,
    parts: mapping.rows.parts(),
    report: reported(report.noticed(kept)),
  }
}

/** So many letters have the descriptions of projects, tags and themes. */
const longestDescription = 5000

/** What is said of something, where it fits; what is longer is a memo about it. */
function orMemo({ report, written }: Mapping, subject: Subject, title: string, text: string): string {
  if (text.length <= longestDescription) return text
  report.count('longer', title)
  written.put(subject, { ...{ name: nameFrom(title, 200), kind: null, text }, ...nobody })
  return ''
}

/** What the file credits to nobody. */
const nobody = { creator: undefined, created: undefined, changed: undefined }

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
    else people.set(id, nameFrom(attributes['name'], 120) || nameFrom(attributes['id'], 120) || '?')
  }
  return [...people].map(([id, name]) => ({ id, name, email: null, role: 'coder' }))
}

/** Lets go on whoever waits in this process. */
const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

async function mapDocuments(mapping: Mapping): Promise<OffsetReading> {
  const { texts, report, attributes, rows, written } = mapping
  for (const attribute of attributes.values()) rows.attribute(attribute)
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
    const subject = { type: 'document', id: documentId } as const
    const long: WrittenNote[] = []
    const text = putDocument(mapping, source, documentId, {
      ...ofCases.get(guidOf(source.guid) ?? ''),
      ...valuesFrom(source.values, attributes, report, (label, written) => {
        report.count('longer', label)
        long.push({ ...{ name: label, kind: null, text: written }, ...nobody })
      }),
    })
    for (const note of long) written.put(subject, note)
    const passages = passagesOf(source, text, {
      ...{ reading, report, ids: ids.passage, personOf: mapping.personOf, timeOf: mapping.timeOf },
      tagOf: (guid) => mapping.tagByGuid.get(guid),
      noted: (passageId, noteIds) => written.putAll({ type: 'annotation', id: passageId, documentId }, noteIds),
      longer: (passage, said) => {
        report.count('longer', passage.quote)
        const note = { ...{ name: nameFrom(passage.quote, 60), kind: null, text: said }, ...nobody }
        written.put({ type: 'annotation', id: passage.id, documentId }, note)
      },
    })
    for (const passage of passages) rows.passage(documentId, passage)
    if (source.description !== '') written.put(subject, describing(source))
    written.putAll(subject, source.noteIds)
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

/** What a file says of a source as a memo about it, by whoever made the source. */
const describing = ({ title, description, creator, created }: QdaText): WrittenNote => ({
  ...{ name: nameFrom(title, 200), kind: null, text: description },
  ...{ creator: guidOf(creator), created, changed: undefined },
})

function mapTags(mapping: Mapping): void {
  const createdAt = mapping.timeOf(mapping.project.attributes['creationDateTime'])
  const createdById = mapping.personOf(guidOf(mapping.project.attributes['creatingUserGUID']))
  for (const { noteIds, ...tag } of mapping.tags) {
    const subject = { type: 'tag', id: tag.id } as const
    const definition = orMemo(mapping, subject, tag.name, tag.definition)
    mapping.rows.tag({ ...tag, definition, createdById, createdAt })
    mapping.written.putAll(subject, noteIds)
  }
}

/** Sets of codes are themes, and in a file of ours a note of theirs that is neither memo nor comment is what the theme says. Sets of anything else are counted. */
function mapThemes(mapping: Mapping): void {
  const { project, report, notes, written, tagByGuid } = mapping
  const ids = new QdaIds('set', report)
  const createdById = mapping.personOf(guidOf(project.attributes['creatingUserGUID']))
  for (const [position, set] of childrenOf(childOf(project, 'Sets'), 'Set').entries()) {
    const tagIds = new Set(
      childrenOf(set, 'MemberCode').flatMap(
        ({ attributes: { targetGUID, guid } }) => tagByGuid.get(guidOf(targetGUID ?? guid) ?? '') ?? [],
      ),
    )
    const name = nameFrom(set.attributes['name'], 200) || '?'
    if (isOfNotes(set)) continue
    if (tagIds.size === 0 || childrenOf(set, 'MemberSource').length > 0) report.count('sets', name)
    if (tagIds.size === 0) continue
    const id = ids.take(set.attributes['guid'], name)
    const noteIds = childrenOf(set, 'MemberNote').flatMap(
      ({ attributes: { targetGUID, guid } }) => guidOf(targetGUID ?? guid) ?? [],
    )
    const said = noteIds.find((noteId) => notes.get(noteId)?.role === 'narrative')
    mapping.rows.theme({
      ...{ id, name, position, createdById },
      definition: orMemo(mapping, { type: 'theme', id }, name, proseFrom(childOf(set, 'Description')?.text)),
      ...{
        colour: tagPalette[position % tagPalette.length],
        narrative: (said && notes.get(said)?.text) ?? null,
        tagIds: [...tagIds],
      },
    })
    if (said !== undefined) written.settle(said)
    written.putAll(
      { type: 'theme', id },
      noteIds.filter((noteId) => noteId !== said),
    )
  }
}

const isOfNotes = (set: QdeElement): boolean =>
  Object.values<string | undefined>(noteSets).includes(guidOf(set.attributes['guid']))

/** Notes about the project are memos of it, and so is every note that is about nothing, or about what is not kept here; the last are counted. */
function mapFreeNotes({ project, projectId, notes, written, report }: Mapping): void {
  const subject = { type: 'project', id: projectId } as const
  written.putAll(subject, noteIdsOf(project))
  const meant = new Set<string>()
  for (const element of everyElement(project)) for (const id of noteIdsOf(element)) meant.add(id)
  for (const { id, name } of [...notes.values()].filter((note) => !written.isPlaced(note.id))) {
    if (meant.has(id)) report.count('strayNotes', name)
    written.putAll(subject, [id])
  }
}
