import { parseAttributeValue, type AttributeShape, type AttributeValue } from './attribute-values'

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
  reason: string | null
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
export function planAttributes(
  documents: readonly NamedDocument[],
  attributes: readonly FilledAttribute[],
  lines: readonly AttributeLine[],
): FilledLine[] {
  const byTitle = indexed(documents, ({ title }) => [title])
  const byFile = indexed(documents, ({ filename }) => (filename === null ? [] : [filename, withoutEnding(filename)]))
  const seen = new Set<string>()
  return lines.map(({ line, name, values }): FilledLine => {
    const found = byTitle.get(fold(name)) ?? byFile.get(fold(name)) ?? []
    const [document] = found
    const refusal = !document
      ? 'unknown'
      : found.length > 1
        ? 'ambiguous'
        : seen.has(document.id)
          ? 'named-twice'
          : null
    if (!document || refusal) return { line, name, documentId: null, refusal, cells: [] }
    seen.add(document.id)
    const cells = attributes.flatMap((attribute) =>
      (values[attribute.key] ?? '').trim() === ''
        ? []
        : [filled(attribute, values[attribute.key] ?? '', document.attributes[attribute.key] ?? null)],
    )
    return { line, name, documentId: document.id, refusal, cells }
  })
}

/** The values that a planned line gives its document: those that are new, and with `takes` those that differ from what is stored. */
export function givenValues({ cells }: FilledLine, takes: boolean): Record<string, AttributeValue> {
  return Object.fromEntries(
    cells
      .filter(({ outcome }) => outcome === 'new' || (takes && outcome === 'conflict'))
      .map(({ key, given }) => [key, given]),
  )
}

function filled(attribute: FilledAttribute, text: string, stored: AttributeValue): FilledCell {
  const parsed = parseAttributeValue(attribute, text)
  if (!parsed.ok) return { key: attribute.key, outcome: 'refused', given: text, stored, reason: parsed.reason }
  const outcome = stored === null ? 'new' : stored === parsed.value ? 'same' : 'conflict'
  return { key: attribute.key, outcome, given: parsed.value, stored, reason: null }
}

const fold = (text: string): string => text.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase()
const withoutEnding = (filename: string): string => filename.replace(/\.[^.\s]{1,5}$/, '')

function indexed(
  documents: readonly NamedDocument[],
  namesOf: (document: NamedDocument) => string[],
): Map<string, NamedDocument[]> {
  const index = new Map<string, NamedDocument[]>()
  for (const document of documents)
    for (const name of new Set(namesOf(document).map(fold))) index.set(name, [...(index.get(name) ?? []), document])
  return index
}
