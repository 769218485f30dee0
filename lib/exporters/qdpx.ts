import { v5 } from 'uuid'
import type { QdaCode, QdaSet } from './qdc'
import { xmlText } from './xml'

/** Codings, and notes that are no rows of their own, get the same GUID in every export: a hash of what they are of, in this namespace. */
const ownNamespace = '7f5c0a52-6f0e-4b6b-9d5c-0c3a1f9b7d21'

export interface QdaPerson {
  id: string
  name: string
}

export type QdaVariableType = 'Text' | 'Boolean' | 'Float' | 'Date'

export interface QdaVariable {
  id: string
  name: string
  type: QdaVariableType
}

/** A text by somebody: a memo, or what was said in a discussion. */
export interface QdaNote {
  id: string
  name: string
  /** A word for its kind; empty for none. */
  kind: string
  text: string
  authorId: string
  createdAt: string
  modifiedAt: string
}

export interface QdaSource {
  id: string
  name: string
  creatorId: string
  createdAt: string
  modifiedAt: string
  noteIds: readonly string[]
  values: readonly { variable: QdaVariable; value: string }[]
}

export interface QdaSelection {
  id: string
  /** Half-open, in code points of the source's text, as the standard counts. */
  start: number
  end: number
  quote: string
  description: string
  creatorId: string
  createdAt: string
  modifiedAt: string
  codeIds: readonly string[]
  noteIds: readonly string[]
}

/** A source, then the selections in it, in as many parts as one likes. */
export type QdaPart = { source: QdaSource } | { selections: readonly QdaSelection[] }

export interface QdaProject {
  name: string
  /** Whoever exports it. */
  creatorId: string
  createdAt: string
  description: string
  people: readonly QdaPerson[]
  codes: readonly (QdaCode & { noteIds: readonly string[] })[]
  variables: readonly QdaVariable[]
  notes: readonly QdaNote[]
  sets: readonly (QdaSet & { noteIds: readonly string[] })[]
  /** Notes about all of it. */
  noteIds: readonly string[]
}

/** The GUID of something that has none of its own, from the names of what it is of. */
export const qdaId = (...of: string[]): string => v5(of.join('/'), ownNamespace)

/** Where the text of a source lies in the archive. */
export const sourcePath = (id: string): string => `sources/${guid(id)}.txt`

/**
 * A project as REFI-QDA Project Exchange (project.qde), valid to `Project.xsd` of 18 March 2019, in its order of children. GUIDs are upper-case, because some programs
 * refuse others; texts are not in it but lie beside it (`sourcePath`). Texts lose what XML 1.0 cannot hold.
 */
export async function* qde(project: QdaProject, parts: AsyncIterable<QdaPart>): AsyncGenerator<string> {
  const { name, creatorId, createdAt, description, people, variables, notes, sets } = project
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<Project xmlns="urn:QDA-XML:project:1.0" name="${xmlText(name)}" origin="Commonplace" creatingUserGUID="${guid(creatorId)}" creationDateTime="${time(createdAt)}">\n`
  yield within('Users', people.map(personXml))
  if (project.codes.length > 0) yield `<CodeBook>\n<Codes>\n${codesXml(project.codes)}</Codes>\n</CodeBook>\n`
  yield within('Variables', variables.map(variableXml))
  yield* sourcesXml(parts)
  yield within('Notes', notes.map(noteXml))
  yield within('Sets', sets.map(setXml))
  yield `${descriptionXml(description)}${noteRefs(project.noteIds)}</Project>\n`
}

async function* sourcesXml(parts: AsyncIterable<QdaPart>): AsyncGenerator<string> {
  let open: QdaSource | undefined
  for await (const part of parts) {
    if ('selections' in part) {
      yield part.selections.map(selectionXml).join('')
      continue
    }
    yield open ? sourceEnd(open) : '<Sources>\n'
    open = part.source
    yield sourceStart(open)
  }
  if (open) yield `${sourceEnd(open)}</Sources>\n`
}

function sourceStart({ id, name, creatorId, createdAt, modifiedAt }: QdaSource): string {
  return `<TextSource guid="${guid(id)}" name="${xmlText(name)}" plainTextPath="internal://${guid(id)}.txt" creatingUser="${guid(creatorId)}" creationDateTime="${time(createdAt)}" modifiedDateTime="${time(modifiedAt)}">\n`
}

function sourceEnd({ noteIds, values }: QdaSource): string {
  const given = values.map(
    ({ variable, value }) =>
      `<VariableValue><VariableRef targetGUID="${guid(variable.id)}"/><${variable.type}Value>${xmlText(value)}</${variable.type}Value></VariableValue>\n`,
  )
  return `${noteRefs(noteIds)}${given.join('')}</TextSource>\n`
}

function selectionXml(selection: QdaSelection): string {
  const { id, start, end, quote, description, creatorId, createdAt, modifiedAt, codeIds, noteIds } = selection
  const made = `creatingUser="${guid(creatorId)}" creationDateTime="${time(createdAt)}"`
  const codings = codeIds.map(
    (codeId) => `<Coding guid="${guid(qdaId(id, codeId))}" ${made}><CodeRef targetGUID="${guid(codeId)}"/></Coding>`,
  )
  return `<PlainTextSelection guid="${guid(id)}" name="${xmlText(nameOf(quote))}" startPosition="${start}" endPosition="${end}" ${made} modifiedDateTime="${time(modifiedAt)}">${descriptionXml(description)}${codings.join('')}${noteRefs(noteIds)}</PlainTextSelection>\n`
}

/** Codes in reading order of their tree, nested as it is. */
function codesXml(codes: QdaProject['codes']): string {
  let [xml, open] = ['', 0]
  for (const { id, name, colour, isCodable, description, depth, noteIds } of codes) {
    xml += `${'</Code>\n'.repeat(open - depth)}<Code guid="${guid(id)}" name="${xmlText(name)}" isCodable="${isCodable}" color="${colour}">${descriptionXml(description)}${noteRefs(noteIds)}\n`
    open = depth + 1
  }
  return xml + '</Code>\n'.repeat(open)
}

const personXml = ({ id, name }: QdaPerson): string => `<User guid="${guid(id)}" name="${xmlText(name)}"/>\n`

const variableXml = ({ id, name, type }: QdaVariable): string =>
  `<Variable guid="${guid(id)}" name="${xmlText(name)}" typeOfVariable="${type}"/>\n`

const noteXml = ({ id, name, kind, text, authorId, createdAt, modifiedAt }: QdaNote): string =>
  `<Note guid="${guid(id)}" name="${xmlText(name)}" creatingUser="${guid(authorId)}" creationDateTime="${time(createdAt)}" modifiedDateTime="${time(modifiedAt)}">${descriptionXml(kind)}<PlainTextContent>${xmlText(text)}</PlainTextContent></Note>\n`

function setXml({ id, name, description, codeIds, noteIds }: QdaProject['sets'][number]): string {
  const members = [
    ...codeIds.map((codeId) => `<MemberCode targetGUID="${guid(codeId)}"/>`),
    ...noteIds.map((noteId) => `<MemberNote targetGUID="${guid(noteId)}"/>`),
  ]
  return `<Set guid="${guid(id)}" name="${xmlText(name)}">${descriptionXml(description)}${members.join('')}</Set>\n`
}

/** An element around others; none around nothing, which the schema refuses. */
const within = (element: string, children: readonly string[]): string =>
  children.length === 0 ? '' : `<${element}>\n${children.join('')}</${element}>\n`

const descriptionXml = (text: string): string => (text === '' ? '' : `<Description>${xmlText(text)}</Description>`)
const noteRefs = (ids: readonly string[]): string => ids.map((id) => `<NoteRef targetGUID="${guid(id)}"/>`).join('')
const guid = (id: string): string => id.toUpperCase()
/** To the second, as the standard's own examples. */
const time = (iso: string): string => `${iso.slice(0, 19)}Z`

/** A selection is listed by its first words. */
function nameOf(quote: string): string {
  const words = quote.replaceAll(/\s+/g, ' ').trim()
  return words.length <= 120 ? words : `${words.slice(0, 119).replace(/[\uD800-\uDBFF]$/, '')}…`
}
