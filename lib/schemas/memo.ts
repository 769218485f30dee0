import { z } from 'zod'
import {
  id,
  label,
  pageQuery,
  person,
  prose,
  shownQuote,
  time,
  timeOrDay,
  timeZone,
  units,
  version,
  visibility,
} from './primitives'
import { narrative } from './theme'
import { told } from './told'
import { say } from '@/lib/i18n/say'

export const memoSubjects = ['project', 'document', 'tag', 'theme', 'annotation'] as const
export type MemoSubject = (typeof memoSubjects)[number]

/** Characters of a body as JSON: fifty of the longest are still a page. */
const longest = 200_000

const kind = label(60).meta({ description: 'A word of your own: theory, method, question …' })
const body = narrative
  .refine((tree) => JSON.stringify(tree).length <= longest, told(say('faults.atMostCharacters', { limit: longest })))
  .meta({ description: 'TipTap JSON, as of a theme’s narrative' })
const subject = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('project') }),
  z.strictObject({ type: z.enum(['document', 'tag', 'theme', 'annotation']), id }),
])

export const memoCreate = z.strictObject({
  id: id.optional(),
  subject: subject.default({ type: 'project' }),
  title: label(200).optional().meta({ description: 'Left out, it is called by its first words' }),
  kind: kind.nullable().optional(),
  body: body.nullable().optional(),
  visibility: visibility.default('private').meta({ description: 'private: yours alone' }),
})
export type MemoCreate = z.output<typeof memoCreate>

export const memoChange = z
  .strictObject({
    version: version.optional(),
    title: label(200).optional(),
    kind: kind.nullable().optional(),
    body: body.nullable().optional(),
    visibility: visibility
      .optional()
      .meta({ description: 'Said alone: what it said while it was private stays private' }),
  })
  .refine(
    ({ title, kind, body, visibility }) =>
      visibility === undefined || (title === undefined && kind === undefined && body === undefined),
    told(say('faults.visibilityAlone')),
  )
export type MemoChange = z.output<typeof memoChange>

export const memoQuery = pageQuery.extend({
  subjectType: z.enum(memoSubjects).optional(),
  subjectId: id.optional(),
  documentId: id.optional().meta({ description: 'About this document, or a passage of it' }),
  kind: prose(60).optional(),
  authorId: id.optional(),
  visibility: visibility.optional(),
  q: prose(200).optional().meta({ description: 'In its title or its words' }),
  from: timeOrDay.optional().meta({ description: 'Written on or after' }),
  to: timeOrDay.optional().meta({ description: 'Written before' }),
  timeZone: timeZone.optional(),
  order: z.enum(['newest', 'oldest']).default('newest'),
})
export type MemoQuery = Omit<z.infer<typeof memoQuery>, 'units'>

export const memoCountsQuery = z.strictObject({
  subjectType: z.enum(memoSubjects).optional(),
  subjectId: id.optional(),
  documentId: id.optional().meta({ description: 'About this document, or a passage of it' }),
  units,
})
export type MemoCountsQuery = Omit<z.infer<typeof memoCountsQuery>, 'units'>

const count = z.int().nonnegative()

export const memoCounts = z
  .object({
    total: count,
    byKind: z
      .array(z.object({ kind: z.string(), count }))
      .meta({ description: 'Those that have a kind, the most used first' }),
    byAuthor: z.array(z.object({ id, name: z.string(), count })),
    byType: z.array(z.object({ type: z.enum(memoSubjects), count })),
    byPassage: z
      .array(z.object({ annotationId: id, count }))
      .meta({ description: 'Of one document, where documentId names it; empty otherwise' }),
  })
  .meta({ id: 'MemoCounts' })
export type MemoCounts = z.infer<typeof memoCounts>

const shownSubject = z
  .object({
    type: z.enum(memoSubjects),
    id,
    name: z.string().nullable().meta({ description: 'Of the tag or theme' }),
    documentId: id.nullable(),
    documentTitle: z.string().nullable(),
    revisionId: id.nullable(),
    start: z.int().nullable(),
    end: z.int().nullable(),
    quote: shownQuote.nullable(),
  })
  .meta({ id: 'MemoSubject' })

export const memo = z
  .object({
    id,
    subject: shownSubject,
    title: z.string(),
    kind: z.string().nullable(),
    body: z.unknown().nullable(),
    text: z.string().meta({ description: 'The words of the body' }),
    visibility,
    author: person,
    version,
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Memo' })
export type Memo = z.infer<typeof memo>
