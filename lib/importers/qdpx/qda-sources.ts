import type { Span } from '@/lib/domain/anchoring/span'
import { childOf, childrenOf, guidOf, type QdeElement } from './read-qde'
import { nameFrom, proseFrom } from '@/lib/domain/storable/name-from'
import type { ProjectReport } from '@/lib/importers/projects/project-report'
import { noteIdsOf } from './qda-codes'
import type { QdaFiles } from './qda-files'

/** A coding, or several by one person, of some part of a text. */
export interface QdaMark {
  guid: string | undefined
  /** In the file's own count; null: the whole text. */
  at: Span | null
  name: string
  creator: string | undefined
  created: string | undefined
  description: string
  noteIds: string[]
  codings: { code: string | undefined; creator: string | undefined; noteIds: string[] }[]
}

export interface QdaText {
  guid: string | undefined
  title: string
  creator: string | undefined
  created: string | undefined
  /** As the file has it, without a byte order mark. */
  text: string
  marks: QdaMark[]
  /** What is said of it. */
  description: string
  noteIds: string[]
  values: QdeElement[]
}

const media = new Set(['PictureSource', 'AudioSource', 'VideoSource'])
const regions = new Set(['PDFSelection', 'PictureSelection', 'AudioSelection', 'VideoSelection'])

/** The texts among the sources: of pictures and recordings what was written of them. What is no text is counted. */
export async function textsFrom(project: QdeElement, files: QdaFiles, report: ProjectReport): Promise<QdaText[]> {
  const texts: QdaText[] = []
  for (const source of childOf(project, 'Sources')?.children ?? []) {
    const name = nameFrom(source.attributes['name'], 500) || '?'
    if (media.has(source.name)) report.count('media', name)
    else if (source.name === 'PDFSource' || source.attributes['richTextPath'] !== undefined)
      report.count('originals', name)
    report.count('regions', name, source.children.filter((child) => regions.has(child.name)).length)
    const parts = source.name === 'TextSource' ? [source] : source.children.filter((child) => isText(child))
    let found = 0
    for (const part of parts) {
      const text = await textOf(part, files)
      if (text === null) continue
      texts.push(textFrom(source, part, found === 0 ? name : `${nameFrom(name, 480)} (${found + 1})`, text))
      found += 1
    }
    if (found === 0 && !media.has(source.name)) report.count('noText', name)
    if (found === 0) report.count('regions', name, childrenOf(source, 'Coding').length)
  }
  return texts
}

const isText = ({ name }: QdeElement): boolean =>
  name === 'Representation' || name === 'Transcript' || name === 'TextDescription'

function textFrom(source: QdeElement, part: QdeElement, title: string, text: string): QdaText {
  const { guid, creatingUser, creationDateTime } = source.attributes
  const isOwn = part === source
  return {
    ...{ guid: isOwn ? guid : (part.attributes['guid'] ?? guid), title, text },
    ...{ creator: creatingUser, created: creationDateTime },
    marks: [
      ...childrenOf(part, 'PlainTextSelection').map((one) => markFrom(one, positionsOf(one))),
      ...transcribed(part),
      ...[...new Set([source, part])].flatMap((one) => wholeMarks(one)),
    ],
    description: proseFrom(childOf(source, 'Description')?.text),
    noteIds: [...new Set([source, part])].flatMap(noteIdsOf),
    values: childrenOf(source, 'VariableValue'),
  }
}

/** Selections of a transcript go from one of its points in time to another, and those have places in its text. */
function transcribed(part: QdeElement): QdaMark[] {
  const places = new Map(
    childrenOf(part, 'SyncPoint').map(({ attributes }) => [guidOf(attributes['guid']), Number(attributes['position'])]),
  )
  return childrenOf(part, 'TranscriptSelection').map((one) => {
    const place = (attribute: string) => places.get(guidOf(one.attributes[attribute])) ?? NaN
    return markFrom(one, { start: place('fromSyncPoint'), end: place('toSyncPoint') })
  })
}

/** Codings of a source without any selection are of all of it. */
function wholeMarks(source: QdeElement): QdaMark[] {
  const codings = childrenOf(source, 'Coding').map(codingFrom)
  if (codings.length === 0) return []
  const { creatingUser: creator, creationDateTime: created } = source.attributes
  return [{ guid: undefined, at: null, name: '', creator, created, description: '', noteIds: [], codings }]
}

function markFrom(selection: QdeElement, at: Span): QdaMark {
  const { guid, name = '', creatingUser: creator, creationDateTime: created } = selection.attributes
  const description = proseFrom(childOf(selection, 'Description')?.text)
  const codings = childrenOf(selection, 'Coding').map(codingFrom)
  return { guid, at, name, creator, created, description, noteIds: noteIdsOf(selection), codings }
}

const positionsOf = ({ attributes }: QdeElement): Span => ({
  start: Number(attributes['startPosition'] ?? NaN),
  end: Number(attributes['endPosition'] ?? NaN),
})

const codingFrom = (coding: QdeElement) => ({
  code: guidOf(childOf(coding, 'CodeRef')?.attributes['targetGUID']),
  creator: coding.attributes['creatingUser'],
  noteIds: noteIdsOf(coding),
})

/** The text of a source or note: in the file itself, or beside it; null where neither is there. */
export async function textOf(element: QdeElement, files: QdaFiles): Promise<string | null> {
  const written = childOf(element, 'PlainTextContent')
  const path = element.attributes['plainTextPath']
  if (path === undefined) return written ? withoutMark(written.text) : null
  const bytes = await files.read(path.replace(/^internal:\/\//i, ''))
  if (!bytes) return written ? withoutMark(written.text) : null
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe
  return withoutMark(new TextDecoder(isWide ? 'utf-16le' : 'utf-8', { ignoreBOM: true }).decode(bytes))
}

const withoutMark = (text: string): string => (text.startsWith('\uFEFF') ? text.slice(1) : text)
