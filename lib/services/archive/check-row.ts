import { z } from 'zod'
import { unsafeAddress } from '@/lib/domain/documents/link-address'
import { isCommentBody } from '@/lib/schemas/comment'
import { isQueryTree } from '@/lib/schemas/query'
import { isNarrative } from '@/lib/schemas/theme'
import type { Renamed } from './map-ids'

/** Values of attributes as they are stored. */
const isAttributeValues = (value: unknown) =>
  z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).safeParse(value).success

/** What the API holds a value to that the database does not, by table and column. */
const held: Readonly<Record<string, (value: unknown) => boolean>> = {
  'Revision.content': (value) => unsafeAddress(value) === null,
  'Comment.body': isCommentBody,
  'CommentEdit.body': isCommentBody,
  'Memo.body': (value) => value === null || isNarrative(value),
  'SavedQuery.tree': isQueryTree,
  'Theme.narrative': (value) => value === null || isNarrative(value),
  'Document.attributes': isAttributeValues,
  'Case.attributes': isAttributeValues,
}

/** Columns in which a person stands; whoever it is, is among the people of the archive. */
const people =
  /^(createdBy|author|user|coder|openedBy|reopenedBy|contestedBy|resolvedBy|proposedBy|decidedBy|actor|owner|maker)Id$/

/** Whose an archive's rows can be, and the number that their events can have at most. */
export interface RowLimits {
  ids: Renamed
  newest: number
}

/**
 * The row in a line of an archive, or null where it is none: with columns of this database alone, by people of the archive alone, done before `now` in the
 * numbers of events, and with nothing in it that the API would not have let in.
 */
export function fitsHere(
  table: string,
  line: string,
  columns: ReadonlyMap<string, string>,
  { ids, newest }: RowLimits,
): Record<string, unknown> | null {
  const row = rowOf(line)
  if (!row) return null
  for (const [name, value] of Object.entries(row)) {
    if (!columns.has(name)) return null
    if (people.test(name) && value !== null && !(typeof value === 'string' && ids.has(value))) return null
    if (held[`${table}.${name}`]?.(value) === false) return null
    if (name === 'seq' && !(Number.isSafeInteger(value) && (value as number) > 0 && (value as number) <= newest))
      return null
  }
  return row
}

function rowOf(line: string): Record<string, unknown> | null {
  try {
    const row: unknown = JSON.parse(line)
    return typeof row === 'object' && row !== null && !Array.isArray(row) ? (row as Record<string, unknown>) : null
  } catch {
    return null
  }
}
