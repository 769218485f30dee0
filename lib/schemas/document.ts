import { z } from 'zod'
import { fillOutcomes, fillRefusals } from '@/lib/domain/documents/plan-attributes'
import { taskStates } from '@/lib/domain/rounds/round'
import { hidingReasons } from '@/lib/domain/rounds/veil'
import { id, label, pageQuery, person, position, prose, said, time, version } from './primitives'
import { revision } from './revision'
import { told } from './told'
import { say } from '@/lib/i18n/say'

export const attributeValues = z.record(prose(100), z.union([prose(5000), z.number(), z.boolean(), z.null()]))
export type AttributeValues = z.infer<typeof attributeValues>

export const document = z
  .object({
    id,
    title: z.string(),
    language: z.string(),
    direction: z.enum(['ltr', 'rtl']),
    attributes: attributeValues,
    revisionId: id,
    revisionNumber: z.int(),
    format: z.string(),
    encoding: z.string().nullable().meta({
      description:
        'How the letters of a text, Markdown or HTML file were read, by a name that the form of an upload takes; null for every other format',
    }),
    length: z.int().meta({ description: 'UTF-16 code units of the canonical text' }),
    wordCount: z.int(),
    pageCount: z.int(),
    annotationCount: z.int().meta({ description: 'Annotations you can see' }),
    cases: z.array(z.object({ id, name: z.string() })).meta({
      description: 'The cases that it belongs to as a whole or in part, by name; of many the first twenty',
    }),
    coders: z.array(person).meta({
      description:
        'Who has annotations here that you can see, or tasks that you can see in a round that is not closed; by name',
    }),
    mine: z
      .object({
        annotationCount: z.int(),
        state: z.enum(taskStates).nullable().meta({
          description:
            'Of your tasks on it: the state of those not submitted, in rounds that are not closed; else submitted; null without any',
        }),
      })
      .meta({ description: 'Your own work on it' }),
    hidden: z.enum(hidingReasons).nullable().meta({
      description:
        'Until when a blind round hides what others may have marked on it, which no count includes; null where none does',
    }),
    createdBy: person,
    version,
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Document' })
export type Document = z.infer<typeof document>

const importReport = z
  .object({
    format: z.string(),
    converter: z.string(),
    encoding: document.shape.encoding,
    kept: z.array(z.string()),
    changed: z.array(z.string()),
    lost: z.array(z.string()),
    warnings: z.array(z.string()),
    said: z
      .record(z.enum(['kept', 'changed', 'lost', 'warnings']), z.array(said))
      .optional()
      .meta({ description: 'The lines of these four lists in no language yet, in the same order' }),
    proposed: attributeValues.meta({ description: 'Title, author, date and source as the text itself states them' }),
  })
  .meta({ id: 'ImportReport' })
export type ImportReport = z.infer<typeof importReport>
export const documentCreated = z.object({ document, revision, report: importReport })

export const documentPreview = document
  .pick({ title: true, language: true, direction: true, length: true, wordCount: true, pageCount: true })
  .extend({
    opening: z.string().meta({ description: 'The first 600 code units of the text' }),
    report: importReport,
    sha256: z.string().meta({ description: 'Of the file, in hex' }),
    sameAs: z
      .object({ id, title: z.string() })
      .nullable()
      .meta({ description: 'The document this very file was imported as before' }),
  })
export type DocumentPreview = z.infer<typeof documentPreview>

const text = z.string().max(100 * 1024 * 1024)
export const documentCreate = z
  .strictObject({
    id: id.optional(),
    title: label(500).optional(),
    text: text.optional(),
    markdown: text.optional(),
    html: text.optional(),
    language: prose(35).optional(),
    attributes: attributeValues.optional(),
  })
  .refine(
    (body) => [body.text, body.markdown, body.html].filter((part) => part !== undefined).length === 1,
    told(say('faults.oneSource')),
  )
export type DocumentCreate = z.infer<typeof documentCreate>
export const documentChange = z.strictObject({
  version: version.optional(),
  title: label(500).optional(),
  language: prose(35).optional(),
  direction: z.enum(['ltr', 'rtl']).optional(),
  attributes: attributeValues.optional(),
})
export type DocumentChange = z.infer<typeof documentChange>
export const documentContent = z.object({
  revisionId: id,
  content: z.unknown().meta({ description: 'ProseMirror JSON' }),
})

const attributeSubject = z
  .enum(['document', 'case'])
  .meta({ description: 'Whose property it is: of the documents, or of the cases' })
export type AttributeSubject = z.infer<typeof attributeSubject>

export const attribute = z
  .object({
    id,
    subject: attributeSubject,
    key: z.string(),
    label: z.string(),
    type: z.enum(['text', 'number', 'date', 'boolean', 'choice']),
    choices: z.array(z.string()),
    position: z.int(),
    version,
  })
  .meta({ id: 'Attribute' })
export type Attribute = z.infer<typeof attribute>
const key = z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/, told(say('faults.attributeKey')))
/** Attributes are listed whole; what is said of a page is taken, as of every list. */
export const attributeQuery = pageQuery.extend({ subject: attributeSubject.default('document') })
export const attributeCreate = z.strictObject({
  id: id.optional(),
  subject: attributeSubject.default('document'),
  key,
  label: label(120),
  type: attribute.shape.type,
  choices: z.array(label(200)).max(500).optional(),
})
export const attributeChange = z.strictObject({
  version: version.optional(),
  label: label(120).optional(),
  choices: z.array(label(200)).max(500).optional(),
  position: position.optional(),
})

export const eventRow = z
  .object({
    seq: z.int(),
    type: z.string(),
    actor: person,
    subjectId: id,
    documentId: id.nullable(),
    roundId: id.nullable(),
    before: z.unknown().nullable(),
    after: z.unknown().nullable(),
    reverts: z.int().nullable().meta({ description: 'The number of the event that this one reverted' }),
    createdAt: time,
  })
  .meta({ id: 'Event' })
/** An event as a browser sees it; from the stream, `cut` where its sides were too long to be sent along. */
export type SeenEvent = z.infer<typeof eventRow> & { cut?: true }

/** Columns of a sheet that are to become attributes. */
export const madeColumns = z
  .array(
    z.strictObject({
      column: z.string().min(1).max(1000),
      type: attribute.shape.type,
      choices: z.array(label(200)).max(500).optional(),
    }),
  )
  .max(50, told(say('faults.mostColumns')))
export type MadeColumns = z.infer<typeof madeColumns>

const filledValue = z.union([z.string(), z.number(), z.boolean(), z.null()])
export const attributeFill = z
  .object({
    dryRun: z.boolean(),
    changed: z.int().meta({ description: 'Documents that got values, or with dryRun would' }),
    nameColumn: z.string().meta({ description: 'The header of the column that names the documents' }),
    ignored: z.array(z.string()).meta({
      description:
        'Columns that are no attribute of the project, and are not made into one; what has no header by its letters, as C',
    }),
    proposals: z
      .array(
        z.object({
          column: z.string(),
          type: attribute.shape.type,
          choices: z.array(z.string()),
          filled: z.int(),
          examples: z.array(z.string()),
        }),
      )
      .meta({
        description:
          'What each column that is no attribute yet could be made into, by its values; choices are its different values, none where there are too many',
      }),
    made: z.array(attribute).meta({ description: 'Attributes that were made of columns, or with dryRun would be' }),
    lines: z.array(
      z.object({
        line: z.int(),
        name: z.string(),
        documentId: id.nullable(),
        refusal: z.enum(fillRefusals).nullable(),
        cells: z.array(
          z.object({
            key: z.string(),
            outcome: z.enum(fillOutcomes),
            given: filledValue,
            stored: filledValue,
            reason: z.string().nullable(),
            said: said.optional(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'AttributeFill' })
export type AttributeFill = z.infer<typeof attributeFill>
