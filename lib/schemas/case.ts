import { z } from 'zod'
import { hidingReasons } from '@/lib/domain/rounds/veil'
import { attributeFill, attributeValues } from './document'
import { id, label, page, pageQuery, person, prose, time, version } from './primitives'

/** How many documents and passages one case may have: they are read with it. */
export const mostParts = 2000

const casePart = z
  .object({
    id,
    documentId: id,
    documentTitle: z.string(),
    revisionId: id.nullable().meta({ description: 'Of a passage: the text that start and end count in' }),
    start: z.int().nullable().meta({ description: 'null: the whole document' }),
    end: z.int().nullable(),
    quote: z.string().nullable(),
    orphaned: z
      .boolean()
      .meta({ description: 'A correction left nothing of the passage; it stands in a former text and counts nothing' }),
  })
  .meta({ id: 'CasePart' })
export type CasePart = z.infer<typeof casePart>

/** A case; `case` alone is a word of the language. */
export const caseShown = z
  .object({
    id,
    name: z.string(),
    description: z.string(),
    attributes: attributeValues,
    counts: z
      .object({ documents: z.int(), annotations: z.int() })
      .meta({ description: 'Documents it has, whole or in part, and annotations on these that you can see' }),
    hidden: z.enum(hidingReasons).nullable().meta({
      description:
        'Until when a blind round hides what others may have marked in it, which no count includes; null where none does',
    }),
    createdBy: person,
    version,
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Case' })
export type Case = z.infer<typeof caseShown>

export const caseWhole = caseShown
  .extend({ parts: z.array(casePart).meta({ description: 'By document and place' }) })
  .meta({ id: 'CaseWhole' })
export type CaseWhole = z.infer<typeof caseWhole>

const casePlace = z.object({
  id,
  caseId: id,
  name: z.string(),
  revisionId: id.nullable(),
  start: z.int().nullable().meta({ description: 'null: the whole document' }),
  end: z.int().nullable(),
})
export type CasePlace = z.infer<typeof casePlace>
export const casePlaces = z
  .object({ items: z.array(casePlace) })
  .meta({ description: 'By name of the case and place; of the current text, and at most 10,000' })

export const casePage = page(caseShown)
export const caseQuery = pageQuery.extend({
  documentId: id.optional().meta({ description: 'Of this document, or of a part of it' }),
  q: prose(200).optional().meta({ description: 'Whose name has these letters, in whatever case' }),
})
export type CaseQuery = Omit<z.infer<typeof caseQuery>, 'units'>

const whole = z.strictObject({ documentId: id })
const passage = z.strictObject({
  documentId: id,
  revisionId: id.optional().meta({ description: 'The text that was seen; the current one, where not said' }),
  start: z.int(),
  end: z.int(),
  quote: z.string().optional().meta({ description: 'What stands there, to be sure of it' }),
})
const parts = z.array(z.union([whole, passage])).max(mostParts)
export type CasePartGiven = z.infer<typeof parts>[number]

const name = label(200)
/** Whether a case can be called so. */
export const isCaseName = (text: string): boolean => name.safeParse(text).success

export const caseCreate = z.strictObject({
  id: id.optional(),
  name,
  description: prose(5000).optional(),
  attributes: attributeValues.optional(),
  parts: parts.default([]),
})
export type CaseCreate = z.output<typeof caseCreate>

export const caseChange = z.strictObject({
  version: version.optional(),
  name: name.optional(),
  description: prose(5000).optional(),
  attributes: attributeValues.optional().meta({ description: 'Those that change; null takes a value away' }),
})
export type CaseChange = z.output<typeof caseChange>

export const caseFill = attributeFill.extend({
  added: z.array(z.int()).meta({
    description:
      'Lines that name a case which is not there, and is made or with dryRun would be; documentId is the case in every line',
  }),
})
export type CaseFill = z.infer<typeof caseFill>

export const casePartsGiven = z.strictObject({ parts: parts.min(1) })
