import { insertAttribute, removeAttribute, updateAttribute } from '@/lib/data/documents/attribute-writes'
import { getAttribute, listAttributes } from '@/lib/data/documents/attributes'
import type { Database, Transaction } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { newId } from '@/lib/data/database/ids'
import { parseAttributeValue } from '@/lib/domain/documents/attribute-values'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault, notFound, type FieldFault } from '@/lib/errors'
import type { Attribute, AttributeSubject, AttributeValues } from '@/lib/schemas/document'
import { authorise } from '@/lib/services/authorise'
import type { Done } from '@/lib/services/done'
import type { Created } from '@/lib/services/projects/projects'
import { staleVersion } from '@/lib/services/stale-version'
import { valueFault } from '@/lib/schemas/value-fault'
import { say } from '@/lib/i18n/say'

/** What texts say of themselves on import; a project gets these attributes with the first text that has them. */
const standard = {
  author: { label: 'Author', type: 'text' },
  date: { label: 'Date', type: 'date' },
  source: { label: 'Source', type: 'text' },
} as const

/** Makes those of the standard attributes that are named in `keys` and missing. */
export async function ensureStandardAttributes(tx: Transaction, member: Member, keys: string[]): Promise<void> {
  const wanted = keys.filter((key): key is keyof typeof standard => Object.hasOwn(standard, key))
  if (wanted.length === 0) return
  const known = await listAttributes(tx, member)
  const missing = wanted.filter((key) => !known.some((attribute) => attribute.key === key))
  for (const [i, key] of missing.entries())
    await insertAttribute(tx, member, {
      id: newId(),
      key,
      subject: 'document',
      ...standard[key],
      choices: [],
      position: known.length + i,
    })
}

/** The values of a document or a case as they are stored, or a refusal that names each one that does not fit its attribute. Unknown keys are refused; null takes a value away. */
export async function checkAttributeValues(
  tx: Transaction,
  member: Member,
  values: AttributeValues,
  subject: AttributeSubject = 'document',
): Promise<AttributeValues> {
  const known = Object.keys(values).length === 0 ? [] : await listAttributes(tx, member, subject)
  const attributes = new Map(known.map((attribute) => [attribute.key, attribute]))
  const checked: AttributeValues = {}
  const errors: FieldFault[] = []
  for (const [key, value] of Object.entries(values)) {
    const attribute = attributes.get(key)
    if (!attribute) errors.push(fault(`attributes.${key}`, say('faults.noSuchAttribute')))
    else if (value === null || value === '') checked[key] = null
    else {
      const parsed = parseAttributeValue(attribute, value)
      if (parsed.ok) checked[key] = parsed.value
      else errors.push(fault(`attributes.${key}`, valueFault(parsed.fault)))
    }
  }
  if (errors.length > 0) throw new AppError('invalid', say('refusals.documents.valuesDoNotFit'), { errors })
  return checked
}

export async function createAttribute(
  db: Database,
  member: Member,
  input: {
    id?: string
    subject?: AttributeSubject
    key: string
    label: string
    type: Attribute['type']
    choices?: string[]
  },
): Promise<Created<Attribute> & Done<Attribute>> {
  authorise(member, 'documents.write')
  const { id = newId(), subject = 'document', key, label, type, choices = [] } = input
  return db.$transaction(async (tx) => {
    const existing = await getAttribute(tx, member, id)
    if (existing) return { row: existing, created: false, event: null }
    const position = (await listAttributes(tx, member, subject)).length
    const isMade = await insertAttribute(tx, member, { id, subject, key, label, type, choices, position })
    const row = await getAttribute(tx, member, id)
    // Of two sendings at once, the other may have made it meanwhile.
    if (!isMade && row) return { row, created: false, event: null }
    if (!row)
      throw new AppError('already-exists', say('refusals.documents.keyTaken', { key: key }), {
        errors: [fault('key', say('faults.taken'))],
      })
    const [event = null] = await appendEvents(tx, member, [{ type: 'attribute.created', subjectId: id, after: row }])
    return { row, created: true, event }
  })
}

export async function changeAttribute(
  db: Database,
  member: Member,
  id: string,
  change: { version?: number; label?: string; choices?: string[]; position?: number },
): Promise<Done<Attribute>> {
  authorise(member, 'documents.write')
  return db.$transaction(async (tx) => {
    const before = await getAttribute(tx, member, id)
    if (!before) throw notFound('attribute')
    const { version, ...data } = change
    const isWritten = await updateAttribute(tx, member, id, data, version ?? before.version)
    const after = await getAttribute(tx, member, id)
    if (!isWritten || !after) throw staleVersion(after, 'attribute')
    const [event = null] = await appendEvents(tx, member, [{ type: 'attribute.changed', subjectId: id, before, after }])
    return { row: after, event }
  })
}

/** Takes an attribute out of the project. The values stay on the documents or cases, unseen, and are there again when the key is made anew. */
export async function deleteAttribute(
  db: Database,
  member: Member,
  id: string,
  version?: number,
): Promise<Done<Attribute>> {
  authorise(member, 'documents.write')
  return db.$transaction(async (tx) => {
    const before = await getAttribute(tx, member, id)
    if (!before) throw notFound('attribute')
    if (!(await removeAttribute(tx, member, id, version ?? before.version)))
      throw staleVersion(await getAttribute(tx, member, id), 'attribute')
    const [event = null] = await appendEvents(tx, member, [{ type: 'attribute.deleted', subjectId: id, before }])
    return { row: before, event }
  })
}
