import { nameFrom } from '@/lib/domain/storable/name-from'
import { newId } from '@/lib/data/database/ids'
import { attributeKey } from '@/lib/domain/documents/attribute-key'
import { AppError, fault } from '@/lib/errors'
import type { Member } from '@/lib/domain/access/viewer'
import type { AttributeFile } from '@/lib/importers/sheets/attribute-file'
import type { Attribute, AttributeSubject, MadeColumns } from '@/lib/schemas/document'
import { sheetFrom } from '@/lib/services/sheet-from'
import { say } from '@/lib/i18n/say'

/** A sheet of attributes as it reads once the columns of `make` are attributes too, and those attributes, which are not stored here. */
export async function readColumns(
  member: Member,
  bytes: Uint8Array,
  attributes: readonly Attribute[],
  make: MadeColumns,
  signal?: AbortSignal,
  subject: AttributeSubject = 'document',
): Promise<{ file: AttributeFile; made: Attribute[] }> {
  const file = await readable(member, bytes, attributes, subject, signal)
  if (make.length === 0) return { file, made: [] }
  const made: Attribute[] = []
  for (const [i, { column, type, choices }] of make.entries()) {
    const other = file.proposals.find((one) => one.column === column)
    if (!other || make.findIndex((one) => one.column === column) < i)
      throw new AppError('invalid', say('refusals.documents.noSuchColumn', { column }), {
        errors: [fault(`make.${i}.column`, say('faults.noSuchColumn'))],
      })
    const label = nameFrom(column, 120) || '?'
    const key = attributeKey(
      label,
      [...attributes, ...made].map((attribute) => attribute.key),
    )
    made.push({
      id: newId(),
      subject,
      key,
      label,
      type,
      choices: type === 'choice' ? (choices ?? other.choices) : [],
      position: attributes.length + i,
      version: 1,
    })
  }
  return {
    file: await readable(
      member,
      bytes,
      [...attributes, ...made.map(({ key }, i) => ({ key, label: make[i]!.column }))],
      subject,
      signal,
    ),
    made,
  }
}

function readable(
  member: Member,
  bytes: Uint8Array,
  attributes: readonly { key: string; label: string }[],
  subject: AttributeSubject,
  signal?: AbortSignal,
): Promise<AttributeFile> {
  return sheetFrom(
    member,
    { as: 'attributes', bytes, attributes: attributes.map(({ key, label }) => ({ key, label })), subject },
    signal,
  )
}
