import { ownValue } from '../own-value'
import { collatorFor } from './collator-for'
import { taskStates, type TaskState } from '../rounds/round'
import { wordsIn } from '../search/has-words'
import {
  compareAttributeValues,
  presentAttributeValue,
  type AttributeShape,
  type AttributeValue,
} from './attribute-values'

/** What the table needs to know of a document. */
export interface ArrangedDocument {
  id: string
  title: string
  language: string
  format: string
  wordCount: number
  pageCount: number
  annotationCount: number
  coders: readonly { name: string }[]
  mine: { annotationCount: number; state: TaskState | null }
  createdBy: { name: string }
  createdAt: string
  attributes: Readonly<Record<string, AttributeValue>>
}

/** An attribute as a column: its key and how its values are compared. */
export interface ArrangedAttribute extends AttributeShape {
  key: string
}

/** The columns every project has; an attribute's column is called `attribute:KEY`. */
export const fixedColumns = [
  'title',
  'mine',
  'coders',
  'words',
  'pages',
  'annotations',
  'language',
  'format',
  'addedBy',
  'added',
] as const
export type FixedColumn = (typeof fixedColumns)[number]
export type ColumnId = FixedColumn | `attribute:${string}`

/** What a document's value of one attribute must be. A range is inclusive on both sides and open where a side is missing. */
export type Condition =
  { kind: 'is'; value: AttributeValue } | { kind: 'missing' } | { kind: 'range'; from?: string; to?: string }

export interface Arrangement {
  /** Words that must all occur in the title or in some value, in any order. */
  text: string
  conditions: Readonly<Record<string, Condition>>
  sort: { column: ColumnId; descending: boolean }
}

/** The documents that fit, in the order asked for, sorted and searched as `locale` writes. "Not given" comes last either way, and equals are ordered by title. */
export function arrangeDocuments<T extends ArrangedDocument>(
  documents: readonly T[],
  attributes: readonly ArrangedAttribute[],
  { text, conditions, sort }: Arrangement,
  locale = 'en',
): T[] {
  const hasWords = wordsIn(text)
  const wanted = attributes.flatMap((attribute) => {
    const condition = ownValue(conditions, attribute.key)
    return condition ? [{ attribute, condition }] : []
  })
  const fits = (document: T) =>
    hasWords(wordsOf(document, attributes, locale)) &&
    wanted.every(({ attribute, condition }) => meets(valueOf(document, attribute.key), condition, attribute))
  const compare = comparison(attributes, sort, locale)
  return documents
    .filter(fits)
    .sort((a, b) => compare(a, b) || collatorFor(locale).compare(a.title, b.title) || (a.id < b.id ? -1 : 1))
}

/** A document's value of an attribute; null is "not given". */
export function valueOf(document: ArrangedDocument, key: string): AttributeValue {
  return ownValue(document.attributes, key) ?? null
}

/** The values that the documents have for an attribute, each with how many have it, in the attribute's own order; null is "not given". */
export function countValues(
  documents: readonly ArrangedDocument[],
  attribute: ArrangedAttribute,
  locale = 'en',
): { value: AttributeValue; count: number }[] {
  const counts = new Map<AttributeValue, number>()
  for (const document of documents) {
    const value = valueOf(document, attribute.key)
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => compareAttributeValues(attribute, a.value, b.value, locale))
}

const wordsOf = (document: ArrangedDocument, attributes: readonly ArrangedAttribute[], locale: string): string =>
  [
    document.title,
    ...attributes.map((attribute) => presentAttributeValue(attribute, valueOf(document, attribute.key), locale)),
  ].join('\n')

function meets(value: AttributeValue, condition: Condition, attribute: ArrangedAttribute): boolean {
  if (condition.kind === 'missing') return value === null
  if (condition.kind === 'is') return value === condition.value
  if (value === null) return false
  if (attribute.type === 'number')
    return (
      (!condition.from || Number(value) >= Number(condition.from)) &&
      (!condition.to || Number(value) <= Number(condition.to))
    )
  // Dates of any precision compare as text; "to 2017" includes all of 2017.
  const text = String(value)
  return (
    (!condition.from || text >= condition.from || condition.from.startsWith(text)) &&
    (!condition.to || text.slice(0, condition.to.length) <= condition.to)
  )
}

function comparison(
  attributes: readonly ArrangedAttribute[],
  { column, descending }: Arrangement['sort'],
  locale: string,
): (a: ArrangedDocument, b: ArrangedDocument) => number {
  const turn = descending ? -1 : 1
  if (!column.startsWith('attribute:')) return (a, b) => turn * fixed[column as FixedColumn](a, b, collatorFor(locale))
  const attribute = attributes.find(({ key }) => column === `attribute:${key}`)
  if (!attribute) return () => 0
  return (a, b) => {
    const [left, right] = [valueOf(a, attribute.key), valueOf(b, attribute.key)]
    return (left === null || right === null ? 1 : turn) * compareAttributeValues(attribute, left, right, locale)
  }
}

const fixed: Record<FixedColumn, (a: ArrangedDocument, b: ArrangedDocument, collator: Intl.Collator) => number> = {
  title: (a, b, collator) => collator.compare(a.title, b.title),
  mine: (a, b) => rankOf(a) - rankOf(b) || a.mine.annotationCount - b.mine.annotationCount,
  coders: (a, b) => a.coders.length - b.coders.length,
  words: (a, b) => a.wordCount - b.wordCount,
  pages: (a, b) => a.pageCount - b.pageCount,
  annotations: (a, b) => a.annotationCount - b.annotationCount,
  language: (a, b, collator) => collator.compare(a.language, b.language),
  format: (a, b, collator) => collator.compare(a.format, b.format),
  addedBy: (a, b, collator) => collator.compare(a.createdBy.name, b.createdBy.name),
  added: (a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0),
}

/** What waits for one comes before what one has handed in; without a task it is as far as one's passages say. */
function rankOf({ mine: { annotationCount, state } }: ArrangedDocument): number {
  return taskStates.indexOf(
    state === null || state === 'reopened' ? (annotationCount > 0 ? 'coding' : 'not-started') : state,
  )
}
