import { z } from 'zod'
import { id, pageQuery, person, prose, time, timeOrDay, timeZone, units, version, visibility } from './primitives'

const certainty = z
  .int()
  .min(1)
  .max(3)
  .meta({ description: 'How sure the author is: 1 doubtful, 2 fairly sure, 3 sure' })

export const annotation = z
  .object({
    id,
    documentId: id,
    revisionId: id,
    start: z.int(),
    end: z.int(),
    quote: z.string(),
    prefix: z.string(),
    suffix: z.string(),
    page: z.int().nullable(),
    tagIds: z.array(id),
    note: z.string(),
    visibility: z.enum(['private', 'shared']),
    layer: z.enum(['coder', 'consensus']),
    roundId: id.nullable().meta({ description: 'The round that it was made in' }),
    certainty: certainty.nullable(),
    secondOpinion: z.boolean().meta({ description: 'Whether the author asks for a second opinion' }),
    author: person,
    starred: z.boolean(),
    version,
    createdAt: time,
    updatedAt: time,
  })
  .meta({
    id: 'Annotation',
    description: 'Offsets are half-open and count UTF-16 code units of the canonical text unless units=codepoint',
  })
export type Annotation = z.infer<typeof annotation>

const offset = z.int().min(0).max(2_147_483_647)
const tagIds = z.array(id).max(100)

export const annotationCreate = z.strictObject({
  id: id.optional(),
  documentId: id,
  revisionId: id.optional(),
  start: offset,
  end: offset,
  quote: z.string().optional(),
  tagIds: tagIds.default([]),
  note: prose(20_000).default(''),
  visibility: visibility.optional(),
  certainty: certainty.nullable().optional(),
  secondOpinion: z.boolean().default(false),
})
export type AnnotationCreate = z.infer<typeof annotationCreate>

export const annotationChange = z.strictObject({
  version: version.optional(),
  revisionId: id
    .optional()
    .meta({ description: 'Puts the passage on the current revision, which this must be; start and end go with it' }),
  start: offset.optional(),
  end: offset.optional(),
  quote: z.string().optional(),
  tagIds: tagIds.optional(),
  note: prose(20_000).optional(),
  visibility: visibility.optional(),
  certainty: certainty.nullable().optional(),
  secondOpinion: z.boolean().optional(),
  starred: z.boolean().optional(),
})
export type AnnotationChange = z.infer<typeof annotationChange>

const bulkTarget = z.strictObject({ id, tagIds: tagIds.optional() })
export const annotationBulk = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('create'), items: z.array(annotationCreate).min(1).max(5000) }),
  z.strictObject({ action: z.literal('tag'), items: z.array(bulkTarget).min(1).max(5000) }),
  z.strictObject({ action: z.literal('untag'), items: z.array(bulkTarget).min(1).max(5000) }),
  z.strictObject({ action: z.literal('delete'), items: z.array(bulkTarget).min(1).max(5000) }),
])
export type AnnotationBulk = z.infer<typeof annotationBulk>
export const annotationBulkResult = z
  .object({ action: z.string(), changed: z.int(), ids: z.array(id) })
  .meta({ id: 'BulkResult' })

const flag = z.enum(['true', 'false'])
/** Filters of every list, theme page and export of annotations. Repeating a parameter means any of its values. */
export const annotationFilterShape = {
  documentId: z.union([id, z.array(id)]).optional(),
  tagId: z.union([id, z.array(id)]).optional(),
  exact: flag.optional().meta({ description: 'true leaves the descendants of tagId out' }),
  alsoTagId: z
    .union([id, z.array(id)])
    .optional()
    .meta({ description: 'Tags that must be there as well, each of them or one below it' }),
  themeId: id.optional(),
  authorId: z.union([id, z.array(id)]).optional(),
  visibility: visibility.optional(),
  layer: z.enum(['coder', 'consensus']).optional(),
  roundId: z.union([id, z.array(id)]).optional(),
  caseId: z
    .union([id, z.array(id)])
    .optional()
    .meta({ description: 'On a document of the case, or sharing a letter with a part of it' }),
  secondOpinion: flag.optional().meta({ description: 'true: only those whose author asks for a second opinion' }),
  from: timeOrDay.optional().meta({ description: 'Annotated on or after' }),
  to: timeOrDay.optional().meta({ description: 'Annotated before' }),
  timeZone: timeZone.optional(),
  dated: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .optional()
    .meta({ description: 'YYYY, YYYY-MM or YYYY-MM-DD with which the attribute "date" of the document begins' }),
  period: z
    .string()
    .max(120)
    .regex(/^[^=]+=(\d{4}(-(Q[1-4]|\d{2}))?)?$/)
    .optional()
    .meta({
      description:
        'KEY=2014, KEY=2014-Q2 or KEY=2014-05: the date that the document has for an attribute lies in it. KEY= is for documents without a date',
    }),
  q: prose(500).optional().meta({ description: 'Words that the quote or the note contains' }),
  query: prose(4000).optional().meta({
    description:
      'A query over passages, such as tag:Water NOT OVERLAPS tag:Health AND @date>=2015; GET /queries lists those that are kept, which query:"name" refers to. docs/queries.md has all of it',
  }),
  untagged: flag.optional(),
  starred: flag.optional(),
  orphaned: flag.optional().meta({
    description: 'true: only passages that a correction of their document left without a place, false: only the others',
  }),
  attribute: z
    .union([prose(400), z.array(prose(400))])
    .optional()
    .meta({ description: 'KEY=value of the document; KEY= is for documents that say nothing' }),
}
export const annotationQuery = pageQuery.extend({
  ...annotationFilterShape,
  order: z.enum(['position', 'created', 'document']).default('position'),
})
export const annotationFilterQuery = z.strictObject({ ...annotationFilterShape, units })

/** The same filters with every value in one form. */
export interface AnnotationFilter {
  documentIds?: string[]
  tagIds?: string[]
  exact?: boolean
  alsoTagIds?: string[]
  themeId?: string
  /** The tag whose page it is: it and the tags below it, within which tagIds narrow. */
  underTagId?: string
  authorIds?: string[]
  visibility?: 'private' | 'shared'
  layer?: 'coder' | 'consensus'
  roundIds?: string[]
  caseIds?: string[]
  secondOpinion?: boolean
  from?: string
  to?: string
  /** In which the days of `from` and `to` begin; UTC, where not said. */
  timeZone?: string
  dated?: string
  /** In what year, quarter or month the date lies that documents have for an attribute; without `bucket` they have none. */
  period?: { key: string; bucket: string }
  q?: string
  /** The text of a query. */
  query?: string
  untagged?: boolean
  starred?: boolean
  orphaned?: boolean
  attributes?: { key: string; value: string }[]
}

export const excerpt = annotation
  .extend({
    documentTitle: z.string(),
    group: z
      .object({ key: z.string(), label: z.string() })
      .nullable()
      .meta({ description: 'The heading this excerpt stands under, with groupBy' }),
  })
  .meta({ id: 'Excerpt' })
export type Excerpt = z.infer<typeof excerpt>
export const excerptQuery = pageQuery.extend({
  ...annotationFilterShape,
  groupBy: z
    .string()
    .regex(/^(document|tag|author|attribute:.{1,100})$/)
    .default('document'),
})

const layerItem = z.object({
  id,
  start: z.int(),
  end: z.int(),
  authorId: id,
  createdAt: time,
  tagIds: z.array(id),
  note: z.string().default(''),
  visibility: z.enum(['private', 'shared']).default('shared'),
  layer: z.enum(['coder', 'consensus']).default('coder'),
  roundId: id.nullable().default(null),
  certainty: certainty.nullable().default(null),
  secondOpinion: z.boolean().default(false),
  starred: z.boolean().default(false),
  version: version.default(1),
})

/** What the reader needs to paint a document, without what it can cut from the text itself. */
export const layer = z
  .object({ revisionId: id, authors: z.array(person), items: z.array(layerItem) })
  .meta({ id: 'DocumentAnnotations', description: 'What an item leaves out has its default' })
/** As it is sent; `layerItemsOf` fills in the defaults. */
export type DocumentAnnotations = z.input<typeof layer>
/** An annotation as the reader holds it: without its quote, which the text has. */
export type LayerItem = z.output<typeof layerItem>

export const anchorCandidates = z
  .object({
    isOrphaned: z.boolean(),
    revisionId: id.meta({ description: 'The current revision, which the candidates are on' }),
    stood: z.int().nullable().meta({ description: 'Where the passage used to be' }),
    items: z.array(
      z.object({
        revisionId: id,
        start: z.int(),
        end: z.int(),
        score: z.number().meta({ description: '0.5 for the same words, up to 1 with the same surroundings' }),
        before: z.string(),
        quote: z.string(),
        after: z.string(),
      }),
    ),
  })
  .meta({ id: 'AnchorCandidates' })
export type AnchorCandidates = z.infer<typeof anchorCandidates>
