import { z } from 'zod'
import { unsafeAddress } from '@/lib/domain/documents/link-address'
import { fileName } from '@/lib/domain/storable/file-name'
import { nameFrom } from '@/lib/domain/storable/name-from'
import { annotationChange } from '@/lib/schemas/annotation'
import { caseChange } from '@/lib/schemas/case'
import { isCommentBody } from '@/lib/schemas/comment'
import { attributeCreate, documentChange } from '@/lib/schemas/document'
import { linkCreate } from '@/lib/schemas/link'
import { memoCreate } from '@/lib/schemas/memo'
import { proposal, proposalAccept, proposalCreate } from '@/lib/schemas/proposal'
import { isQueryTree, savedQueryChange } from '@/lib/schemas/query'
import { verdictReason } from '@/lib/schemas/review'
import { roundChange } from '@/lib/schemas/round'
import { tagChange } from '@/lib/schemas/tag'
import { isNarrative, themeChange } from '@/lib/schemas/theme'
import type { Renamed } from './map-ids'

/** Values of attributes as they are stored. */
const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))

/** A name that may hold signs no name has any more: in former days texts that were imported could be called so. */
const named = (name: z.ZodType<unknown, unknown>) =>
  z.union([
    name,
    z
      .string()
      .transform((text) => nameFrom(text, text.length))
      .pipe(name as z.ZodType<unknown, string>),
  ])

const safe = z.unknown().refine((content) => unsafeAddress(content) === null)
const commentBody = z.unknown().refine(isCommentBody)
const written = z.unknown().refine((body) => body === null || isNarrative(body))

/**
 * What the API holds a value to that the database does not, by table and column. Names and prose come in as they would be stored had somebody typed them here; a
 * test finds columns that are neither here nor among `notHeld`.
 */
export const held: Readonly<Record<string, z.ZodType>> = {
  'Attribute.key': attributeCreate.shape.key,
  'Attribute.label': named(attributeCreate.shape.label),
  'Attribute.choices': attributeCreate.shape.choices,
  'Revision.content': safe,
  'Document.title': named(documentChange.shape.title),
  'Document.language': documentChange.shape.language,
  'Document.attributes': values,
  'OriginalFile.filename': z.string().transform(fileName),
  'OriginalFile.mediaType': z.string().max(255),
  'Revision.format': z.string().max(100),
  'Revision.converter': z.string().max(200),
  'Event.type': z.string().regex(/^[a-z]{1,30}\.[a-z-]{1,30}$/),
  'Round.name': named(roundChange.shape.name),
  'Round.instructions': roundChange.shape.instructions,
  'Annotation.note': annotationChange.shape.note,
  'Tag.name': named(tagChange.shape.name),
  'Tag.definition': tagChange.shape.definition,
  'Tag.useWhen': tagChange.shape.useWhen,
  'Tag.avoidWhen': tagChange.shape.avoidWhen,
  'Theme.name': named(themeChange.shape.name),
  'Theme.definition': themeChange.shape.definition,
  'Theme.narrative': written,
  'SavedQuery.name': named(savedQueryChange.shape.name),
  'SavedQuery.tree': z.unknown().refine(isQueryTree),
  'Case.name': named(caseChange.shape.name),
  'Case.description': caseChange.shape.description,
  'Case.attributes': values,
  'Proposal.wanted': proposal.shape.wanted,
  'Proposal.reason': proposalCreate.options[0].shape.reason,
  'Proposal.answer': proposalAccept.shape.answer,
  'Verdict.reason': verdictReason,
  'Comment.body': commentBody,
  'CommentEdit.body': commentBody,
  'Link.kind': linkCreate.shape.kind,
  'Link.note': linkCreate.shape.note,
  'Memo.title': named(memoCreate.shape.title),
  'Memo.kind': memoCreate.shape.kind,
  'Memo.body': written,
}

const all = (reason: string, ...columns: string[]) => Object.fromEntries(columns.map((column) => [column, reason]))

/** Columns of words, and of what is made of words, that are held to nothing here, each with the reason. */
export const notHeld: Readonly<Record<string, string>> = {
  ...all(
    'compared with the texts when all is stored',
    ...[
      'Revision.text',
      'Revision.sha256',
      'OriginalFile.sha256',
      'RoundPassage.quote',
      'CasePart.quote',
      'Comment.quote',
    ],
    ...['Annotation.quote', 'Annotation.prefix', 'Annotation.suffix'],
  ),
  ...all(
    'checked by the database',
    ...['Attribute.subject', 'Round.kind', 'Round.visibility', 'Tag.colour', 'Theme.colour', 'TagExample.kind'],
    ...[
      'Verdict.outcome',
      'VerdictItem.fate',
      'Comment.subjectType',
      'Memo.subjectType',
      'Link.fromType',
      'Link.toType',
      'Link.direction',
      'Proposal.kind',
      'Proposal.state',
    ],
  ),
  ...all('what is found; the body beside it is what is read', 'Comment.text', 'CommentEdit.text', 'Memo.text'),
  ...all(
    'a record, which whoever reads it reads with care',
    ...[
      'Revision.report',
      'Round.codebook',
      'Round.assignment',
      'Round.sample',
      'RoundFigure.settings',
      'RoundFigure.result',
    ],
    ...['Event.before', 'Event.after', 'Event.undo'],
  ),
}

/** Columns in which people stand; whoever it is, is among the people of the archive. */
const people =
  /^((createdBy|author|user|coder|openedBy|reopenedBy|contestedBy|resolvedBy|proposedBy|decidedBy|actor|owner|maker)Id|(c|acceptedC)oderIds)$/

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
    if (people.test(name) && value !== null && ![value].flat().every((id) => typeof id === 'string' && ids.has(id)))
      return null
    const kept = held[`${table}.${name}`]?.safeParse(value)
    if (kept?.success === false) return null
    if (kept) row[name] = kept.data
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
