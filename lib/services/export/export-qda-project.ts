import { exportRows } from '@/lib/data/annotations/export-rows'
import type { Transaction } from '@/lib/data/database/client'
import { describedCases } from '@/lib/data/cases/described-cases'
import { listAttributes } from '@/lib/data/documents/attributes'
import { listDocuments } from '@/lib/data/documents/documents'
import { revisionText } from '@/lib/data/documents/revision-text'
import { listThemes, getTheme } from '@/lib/data/themes/themes'
import type { Member } from '@/lib/domain/access/viewer'
import { codePointIndex } from '@/lib/domain/anchoring/code-points'
import { noteSets } from '@/lib/domain/interchange/note-sets'
import { ownValue } from '@/lib/domain/own-value'
import { narrativeBlocks } from '@/lib/exporters/narrative-blocks'
import {
  qde,
  qdaId,
  sourcePath,
  type QdaNote,
  type QdaPart,
  type QdaSelection,
  type QdaSource,
  type QdaVariable,
  type QdaVariableType,
} from '@/lib/exporters/qdpx'
import { zipped } from '@/lib/exporters/zipped'
import { AppError, fault } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import type { Annotation, AnnotationFilter } from '@/lib/schemas/annotation'
import type { Attribute, Document } from '@/lib/schemas/document'
import { qdaCodebook } from './export-codebook'
import { reportWords, type ExportContext, type ReportWords } from './export-context'
import { notesToTake, type QdaNotes } from './qda-notes'

/** A variable, and the attribute that it is. */
type KeyedVariable = QdaVariable & { key: string }

/**
 * The project as REFI-QDA Project Exchange (.qdpx): what the member sees of documents with their attributes, codebook, themes, passages, discussions and memos, each person's
 * under their name and what review decided under a person of its own. What the format has no place for is counted and named in the project's description.
 */
export async function* qdaProject(context: ExportContext): AsyncGenerator<Uint8Array> {
  const { tx, member, now } = context
  const documents = await allDocuments(tx, member)
  const notes = await notesToTake(tx, member)
  const attributes = (await listAttributes(tx, member)).map((attribute) => variableOf(attribute, documents))
  const project = await head(context, documents, notes, attributes)
  const parts = () => sources(context, documents, notes, attributes)
  yield* zipped(
    [
      { path: 'project.qde', chunks: () => qde(project, parts()) },
      ...documents.map((document) => ({ path: sourcePath(document.id), chunks: () => textOf(tx, member, document) })),
    ],
    now,
  )
}

/** Refuses with 422 what a project cannot be narrowed by: a file of a part of it would be taken for the whole. */
export function checkNoFilter(filter: AnnotationFilter): void {
  const given = Object.entries(filter).flatMap(([key, value]) => (value === undefined || value === false ? [] : [key]))
  if (given.length === 0) return
  const said = say('refusals.export.projectFilter', { filters: given })
  throw new AppError('invalid', said, { errors: given.map((key) => fault(key, said)) })
}

async function* textOf(tx: Transaction, member: Member, { revisionId }: Document): AsyncGenerator<string> {
  yield (await revisionText(tx, member, revisionId)) ?? ''
}

async function allDocuments(tx: Transaction, member: Member): Promise<Document[]> {
  const all: Document[] = []
  let cursor: string | undefined
  do {
    const page = await listDocuments(tx, member, { limit: 500, cursor, total: 'false' })
    all.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return all
}

/** Who appears in the file, and how much of it the format cannot hold. One walk through the passages, before the one that writes them. */
async function survey(context: ExportContext, documents: readonly Document[]) {
  const current = new Set(documents.map(({ revisionId }) => revisionId))
  const people = new Map<string, string>()
  const counts = { unplaced: 0, private: 0, starred: 0, certainty: 0, consensus: 0 }
  for await (const batch of exportRows(context.tx, context.member, { filter: {}, order: 'reading' }))
    for (const { annotation } of batch) {
      if (annotation.layer === 'consensus') counts.consensus += 1
      else people.set(annotation.author.id, annotation.author.name)
      if (!current.has(annotation.revisionId)) counts.unplaced += 1
      if (annotation.visibility === 'private') counts.private += 1
      if (annotation.starred) counts.starred += 1
      if (annotation.certainty !== null || annotation.secondOpinion) counts.certainty += 1
    }
  return { people, counts }
}

async function head(
  context: ExportContext,
  documents: readonly Document[],
  notes: QdaNotes,
  attributes: readonly KeyedVariable[],
) {
  const { tx, member, now } = context
  const words = reportWords(member)
  const { people, counts } = await survey(context, documents)
  for (const { id, name } of [...notes.people, ...documents.map(({ createdBy }) => createdBy)]) people.set(id, name)
  people.set(member.userId, member.name)
  if (counts.consensus > 0) people.set(consensusId(member), words('qda.consensus'))
  const { codes, sets } = await qdaCodebook(context)
  const narratives = await themeNarratives(tx, member, now)
  return {
    name: member.projectName,
    creatorId: member.userId,
    createdAt: now.toISOString(),
    description: words('qda.left', {
      ...counts,
      privateMemos: notes.privateMemos,
      cases: (await describedCases(tx, member)).length,
    }),
    people: [...people].map(([id, name]) => ({ id, name })),
    // A code that is not codable is a folder to other programs, and what it marks would be let go.
    codes: codes.map((code) => ({ ...code, isCodable: true, noteIds: notes.of(code.id) })),
    variables: attributes,
    notes: [...narratives.values(), ...notes.comments, ...notes.memos],
    sets: [
      ...sets.map((set) => ({
        ...set,
        noteIds: [...(narratives.has(set.id) ? [qdaId(set.id, 'narrative')] : []), ...notes.of(set.id)],
      })),
      ...setsOfNotes(notes, words),
    ],
    noteIds: notes.of(member.projectId),
  }
}

/** Which notes were said in discussions and which are memos. */
const setsOfNotes = ({ comments, memos }: QdaNotes, words: ReportWords) =>
  (['discussions', 'memos'] as const).flatMap((name) => {
    const members = name === 'memos' ? memos : comments
    const noteIds = members.map(({ id }) => id)
    return noteIds.length === 0
      ? []
      : { id: noteSets[name], name: words(`qda.${name}`), description: '', codeIds: [], noteIds }
  })

/** What themes say, by their ids. */
async function themeNarratives(tx: Transaction, member: Member, now: Date): Promise<Map<string, QdaNote>> {
  const notes = new Map<string, QdaNote>()
  for (const { id, name } of await listThemes(tx, member)) {
    const theme = await getTheme(tx, member, id)
    const blocks = narrativeBlocks(theme?.narrative).map(({ spans }) => spans.map(({ text }) => text).join(''))
    if (blocks.length === 0) continue
    const note = { id: qdaId(id, 'narrative'), name, kind: '', text: blocks.join('\n') }
    const at = now.toISOString()
    notes.set(id, { ...note, authorId: member.userId, createdAt: at, modifiedAt: at })
  }
  return notes
}

/** Documents with what is marked in them, in the order of the passages; then those without any. */
async function* sources(
  context: ExportContext,
  documents: readonly Document[],
  notes: QdaNotes,
  attributes: readonly KeyedVariable[],
): AsyncGenerator<QdaPart> {
  const { tx, member } = context
  const byId = new Map(documents.map((document) => [document.id, document]))
  const begin = (document: Document): QdaPart => ({ source: sourceOf(document, notes, attributes) })
  let place: { document: Document; toCodePoint: (offset: number) => number } | undefined
  for await (const batch of exportRows(tx, member, { filter: {}, order: 'reading' })) {
    let selections: QdaSelection[] = []
    for (const { annotation } of batch) {
      const document = byId.get(annotation.documentId) ?? place?.document
      // What has lost its place stands in a text that is not in the file.
      if (document?.revisionId !== annotation.revisionId) continue
      if (place?.document !== document) {
        if (selections.length > 0) yield { selections }
        selections = []
        yield begin(document)
        const index = codePointIndex((await revisionText(tx, member, document.revisionId)) ?? '')
        place = { document, toCodePoint: (offset) => index.toCodePoint(offset) }
        byId.delete(document.id)
      }
      selections.push(selectionOf(annotation, place.toCodePoint, notes, member))
    }
    if (selections.length > 0) yield { selections }
  }
  for (const document of byId.values()) yield begin(document)
}

function sourceOf(document: Document, notes: QdaNotes, attributes: readonly KeyedVariable[]): QdaSource {
  const { id, title, createdBy, createdAt, updatedAt } = document
  const values = attributes.flatMap((variable) => {
    const value = ownValue(document.attributes, variable.key) ?? null
    return value === null ? [] : [{ variable, value: typeof value === 'number' ? decimal(value) : String(value) }]
  })
  return { id, name: title, creatorId: createdBy.id, createdAt, modifiedAt: updatedAt, noteIds: notes.of(id), values }
}

function selectionOf(
  annotation: Annotation,
  toCodePoint: (offset: number) => number,
  notes: QdaNotes,
  member: Member,
): QdaSelection {
  const { id, start, end, quote, note, tagIds, author, layer, createdAt, updatedAt } = annotation
  return {
    ...{ id, quote, description: note, codeIds: tagIds, noteIds: notes.of(id), createdAt, modifiedAt: updatedAt },
    ...{ start: toCodePoint(start), end: toCodePoint(end) },
    creatorId: layer === 'consensus' ? consensusId(member) : author.id,
  }
}

/** What review decided is nobody's own coding. */
const consensusId = (member: Member): string => qdaId(member.projectId, 'consensus')

/** A day is a date to the format where all of it is known, of every document; "2014-10" is none. */
function variableOf(attribute: Attribute, documents: readonly Document[]): KeyedVariable {
  const { id, key, label, type } = attribute
  const isDay = (value: unknown) => value === null || (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value))
  const areDays = documents.every((document) => isDay(ownValue(document.attributes, key) ?? null))
  const types: Record<Attribute['type'], QdaVariableType> = {
    ...{ text: 'Text', choice: 'Text', number: 'Float', boolean: 'Boolean' },
    date: areDays ? 'Date' : 'Text',
  }
  return { id, key, name: label, type: types[type] }
}

/** A number as XML Schema's decimal, which has no exponent. */
function decimal(value: number): string {
  const plain = String(value)
  if (!plain.includes('e')) return plain
  return Math.abs(value) < 1 ? value.toFixed(20) : BigInt(value).toString()
}
