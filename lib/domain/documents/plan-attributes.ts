import { ownValue } from '../own-value'
import { shortened } from '../shortened'
import { rowsInAStep, type Steps } from '../steps'
import {
  attributeParser,
  type AttributeShape,
  type AttributeValue,
  type ParsedValue,
  type ValueFault,
} from './attribute-values'

/** A document as a line of a sheet may name it. */
export interface NamedDocument {
  id: string
  title: string
  /** What the file was called that it was imported from; null where it was pasted or written. */
  filename: string | null
  attributes: Readonly<Record<string, AttributeValue>>
}

export interface FilledAttribute extends AttributeShape {
  key: string
  label: string
}

/** A line of a sheet: what it calls its document, and a text for each attribute it has a column for ('' says nothing). */
export interface AttributeLine {
  line: number
  name: string
  values: Readonly<Record<string, string>>
}

export const fillOutcomes = ['new', 'same', 'conflict', 'refused'] as const

/** What becomes of one value. A conflict leaves what is stored unless somebody takes the line. */
interface FilledCell {
  key: string
  outcome: (typeof fillOutcomes)[number]
  given: AttributeValue
  stored: AttributeValue
  /** For a value that does not fit: what it must be. */
  fault: ValueFault | null
}

export const fillRefusals = ['unknown', 'ambiguous', 'named-twice'] as const

export interface FilledLine {
  line: number
  name: string
  documentId: string | null
  /** Why the line is left out whole: no document is called so, several are, or a line before is about the same one. */
  refusal: (typeof fillRefusals)[number] | null
  cells: FilledCell[]
}

/**
 * What filling attributes from a sheet would do. A line is about the document that has its name as title or as file name (with or without its ending), without
 * regard to case and the kind of spaces; a title counts before a file name. A blank cell says nothing: no value is ever taken away.
 */
export function* planAttributes(
  documents: readonly NamedDocument[],
  attributes: readonly FilledAttribute[],
  lines: readonly AttributeLine[],
): Steps<FilledLine[]> {
  const byTitle = yield* byName(documents, ({ title }) => [title])
  const byFile = yield* byName(documents, ({ filename }) =>
    filename === null ? [] : [filename, withoutEnding(filename)],
  )
  const parsers = attributes.map(({ key, ...shape }) => ({ key, parse: attributeParser(shape) }))
  const seen = new Set<string>()
  const planned = ({ line, name, values }: AttributeLine): FilledLine => {
    const folded = fold(name)
    const found = byTitle.get(folded) ?? byFile.get(folded) ?? []
    const [document] = found
    const refusal = !document
      ? 'unknown'
      : found.length > 1
        ? 'ambiguous'
        : seen.has(document.id)
          ? 'named-twice'
          : null
    if (!document || refusal) return { line, name: shortened(name, longestName), documentId: null, refusal, cells: [] }
    seen.add(document.id)
    const cells = parsers.flatMap(({ key, parse }) => {
      const text = ownValue(values, key) ?? ''
      return text.trim() === '' ? [] : [filled(key, parse, text, ownValue(document.attributes, key) ?? null)]
    })
    return { line, name, documentId: document.id, refusal, cells }
  }
  const plan: FilledLine[] = []
  let told = 0
  let done = 0
  for (const line of lines) {
    const row = planned(line)
    plan.push(row)
    told += lengthOf(row)
    done += 1 + row.cells.length
    if (done < rowsInAStep) continue
    done = 0
    yield told
  }
  yield told
  return plan
}

/** Of a name that no document has, and of a value that does not fit, so much is repeated (UTF-16 code units). */
const longestName = 500
const longestRefused = 200
/** A text that an attribute may have, as everywhere. */
const longestText = 5000

const lengthOf = ({ name, cells }: FilledLine): number =>
  cells.reduce(
    (sum, { key, given, stored, fault }) =>
      sum +
      key.length +
      String(given).length +
      String(stored).length +
      // It is told as a sentence, and beside it in no language.
      (fault === null ? 0 : 2 * JSON.stringify(fault).length),
    name.length,
  )

/** The values that a planned line gives its document: those that are new, and with `takes` those that differ from what is stored. */
export function givenValues({ cells }: FilledLine, takes: boolean): Record<string, AttributeValue> {
  return Object.fromEntries(
    cells
      .filter(({ outcome }) => outcome === 'new' || (takes && outcome === 'conflict'))
      .map(({ key, given }) => [key, given]),
  )
}

function filled(key: string, parse: (value: string) => ParsedValue, text: string, stored: AttributeValue): FilledCell {
  const parsed: ParsedValue = text.length > longestText ? { ok: false, fault: { must: 'short' } } : parse(text)
  if (!parsed.ok)
    return { key, outcome: 'refused', given: shortened(text, longestRefused), stored, fault: parsed.fault }
  const outcome = stored === null ? 'new' : stored === parsed.value ? 'same' : 'conflict'
  return { key, outcome, given: parsed.value, stored, fault: null }
}

const fold = (text: string): string => text.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase()
const withoutEnding = (filename: string): string => filename.replace(/\.[^.\s]{1,5}$/, '')

function* byName(
  documents: readonly NamedDocument[],
  namesOf: (document: NamedDocument) => string[],
): Steps<Map<string, NamedDocument[]>> {
  const index = new Map<string, NamedDocument[]>()
  for (const [at, document] of documents.entries()) {
    for (const name of new Set(namesOf(document).map(fold))) {
      const others = index.get(name)
      if (others) others.push(document)
      else index.set(name, [document])
    }
    if (at % rowsInAStep === 0) yield 0
  }
  return index
}
