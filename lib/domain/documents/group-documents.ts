import { valueOf, type ArrangedAttribute, type ArrangedDocument } from './arrange-documents'
import { compareAttributeValues, type AttributeValue } from './attribute-values'

export interface DocumentGroup<T> {
  /** Of a date the year; null is "not given". */
  value: AttributeValue
  documents: T[]
}

/**
 * Documents by their value of an attribute, in the attribute's own order (choices as the person ordered them) with "not given" last; dates by their year.
 * Within a group they stay in the order in which they came. Every document is in one group, and none is empty.
 */
export function groupDocuments<T extends ArrangedDocument>(
  documents: readonly T[],
  attribute: ArrangedAttribute,
  locale = 'en',
): DocumentGroup<T>[] {
  const groups = new Map<AttributeValue, T[]>()
  for (const document of documents) {
    const given = valueOf(document, attribute.key)
    const value = attribute.type === 'date' && typeof given === 'string' ? given.slice(0, 4) : given
    const group = groups.get(value)
    if (group) group.push(document)
    else groups.set(value, [document])
  }
  return [...groups]
    .map(([value, own]) => ({ value, documents: own }))
    .sort((a, b) => compareAttributeValues(attribute, a.value, b.value, locale))
}
