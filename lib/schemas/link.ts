import { z } from 'zod'
import { id, label, pageQuery, person, prose, shownQuote, time, version } from './primitives'

const linkEnds = ['annotation', 'tag'] as const
export type LinkEndType = (typeof linkEnds)[number]
const linkDirections = ['none', 'one-way', 'both-ways'] as const
export type LinkDirection = (typeof linkDirections)[number]

const kind = label(60).meta({
  description: 'A word of your own that is read from the first end to the second: contradicts, explains …',
})
const direction = z.enum(linkDirections).meta({ description: 'one-way: from the first end to the second' })
const note = prose(2000)
const end = z.strictObject({ type: z.enum(linkEnds), id })
export type LinkEnd = z.infer<typeof end>

export const linkCreate = z.strictObject({
  id: id.optional(),
  from: end,
  to: end,
  kind: kind.nullable().optional(),
  direction: direction.default('one-way'),
  note: note.optional(),
})
export type LinkCreate = z.output<typeof linkCreate>

export const linkChange = z.strictObject({
  version: version.optional(),
  kind: kind.nullable().optional(),
  direction: direction.optional(),
  note: note.optional(),
})
export type LinkChange = z.output<typeof linkChange>

export const linkQuery = pageQuery.extend({
  annotationId: id.optional().meta({ description: 'With this passage at an end' }),
  tagId: id.optional().meta({ description: 'With this tag at an end' }),
  documentId: id.optional().meta({ description: 'With a passage of this document at an end' }),
  kind: prose(60).optional(),
  authorId: id.optional(),
  order: z.enum(['newest', 'oldest']).default('newest'),
})
export type LinkQuery = Omit<z.infer<typeof linkQuery>, 'units'>

const shownEnd = z
  .object({
    type: z.enum(linkEnds),
    id,
    name: z.string().nullable().meta({ description: 'Of the tag' }),
    documentId: id.nullable(),
    documentTitle: z.string().nullable(),
    revisionId: id.nullable(),
    start: z.int().nullable(),
    end: z.int().nullable(),
    quote: shownQuote.nullable(),
  })
  .meta({ id: 'LinkEnd' })
export type ShownLinkEnd = z.infer<typeof shownEnd>

export const link = z
  .object({
    id,
    from: shownEnd,
    to: shownEnd,
    kind: z.string().nullable(),
    direction: z.enum(linkDirections),
    note: z.string(),
    author: person,
    version,
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Link' })
export type Link = z.infer<typeof link>

export const linkKinds = z
  .object({
    items: z
      .array(z.object({ kind: z.string(), count: z.int().nonnegative() }))
      .meta({ description: 'The words that links have, the most used first' }),
  })
  .meta({ id: 'LinkKinds' })
export type LinkKinds = z.infer<typeof linkKinds>
