import { attributeKey } from '@/lib/domain/documents/attribute-key'
import { childOf, childrenOf, guidOf, type QdeElement } from './read-qde'
import { nameFrom, proseFrom } from '@/lib/domain/storable/name-from'
import type { ProjectReport } from '@/lib/importers/projects/project-report'
import type { BroughtAttribute } from '@/lib/importers/projects/project-rows'
import type { QdaIds } from './qda-codes'

type Value = string | number | boolean

/** A value has at most so many letters. */
const longest = 5000

const types: Record<string, BroughtAttribute['type']> = {
  Boolean: 'boolean',
  Integer: 'number',
  Float: 'number',
  Date: 'date',
}

/** Variables as attributes of documents, by their GUID in the file. */
export function attributesFrom(project: QdeElement, ids: QdaIds): Map<string, BroughtAttribute> {
  const attributes = new Map<string, BroughtAttribute>()
  const keys: string[] = []
  for (const [position, variable] of childrenOf(childOf(project, 'Variables'), 'Variable').entries()) {
    const { guid, name, typeOfVariable = '' } = variable.attributes
    const label = nameFrom(name, 100) || '?'
    const key = attributeKey(label, keys)
    keys.push(key)
    attributes.set(guidOf(guid) ?? key, {
      id: ids.take(guid, name),
      key,
      label,
      type: types[typeOfVariable] ?? 'text',
      position,
    })
  }
  return attributes
}

/** The values of a source or case, by key. What is no value of its variable's kind is counted, and a text that is longer than values are is told to `longer`, or counted as well. */
export function valuesFrom(
  elements: readonly QdeElement[],
  attributes: ReadonlyMap<string, BroughtAttribute>,
  report: ProjectReport,
  longer?: (label: string, written: string) => void,
): Record<string, Value> {
  const values: Record<string, Value> = {}
  for (const element of elements) {
    const attribute = attributes.get(guidOf(childOf(element, 'VariableRef')?.attributes['targetGUID']) ?? '')
    const written = proseFrom(element.children.find(({ name }) => name.endsWith('Value'))?.text)
    if (written === '') continue
    const value = attribute && valueOf(attribute.type, written)
    if (attribute && longer && typeof value === 'string' && value.length > longest) longer(attribute.label, value)
    else if (!attribute || value === undefined || (typeof value === 'string' && value.length > longest))
      report.count('values', written)
    else values[attribute.key] = value
  }
  return values
}

function valueOf(type: BroughtAttribute['type'], written: string): Value | undefined {
  if (type === 'number') return Number.isFinite(Number(written)) ? Number(written) : undefined
  if (type === 'boolean') return { true: true, '1': true, false: false, '0': false }[written.toLowerCase()]
  if (type === 'date') return /^\d{4}-\d{2}-\d{2}/.exec(written)?.[0]
  return written
}
