import { z } from 'zod'
import {
  bodyFromText,
  bodyText,
  excerptIds,
  isEmptyBody,
  mentionedIds,
  partCount,
  type CommentBody,
} from '@/lib/domain/threads/comment-body'
import { id, pageQuery, person, prose, time, units, version, shownQuote } from './primitives'
import { told } from './told'
import { say } from '@/lib/i18n/say'

const commentLimits = { text: 10_000, parts: 2000, mentions: 50, excerpts: 20 }

const inline = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: prose(commentLimits.text).min(1) }),
  z.strictObject({ type: z.literal('hardBreak') }),
  z.strictObject({ type: z.literal('mention'), attrs: z.strictObject({ id, label: prose(200) }) }),
])
const paragraph = z.strictObject({
  type: z.literal('paragraph'),
  content: z.array(inline).max(commentLimits.parts).optional(),
})
const block = z.discriminatedUnion('type', [
  paragraph,
  z.strictObject({ type: z.literal('excerpt'), attrs: z.strictObject({ annotationId: id }) }),
])
const typed = z.strictObject({ type: z.literal('doc'), content: z.array(block).min(1).max(commentLimits.parts) })

/** What a comment may say. Text alone becomes paragraphs; any other node, mark or attribute is refused, so there is no HTML to clean. */
const commentBodyInput = z
  .union([prose(commentLimits.text).transform(bodyFromText), typed])
  .transform((body): CommentBody => body)
  .refine((body) => !isEmptyBody(body), told(say('faults.emptyComment')))
  // Line breaks have no letters, and mentions few: what is answered of a comment is bounded by its parts.
  .refine(
    (body) => partCount(body) <= commentLimits.parts,
    told(say('faults.atMostParts', { limit: commentLimits.parts })),
  )
  .refine(
    (body) => bodyText(body).length <= commentLimits.text,
    told(say('faults.atMostCharacters', { limit: commentLimits.text })),
  )
  .refine(
    (body) => mentionedIds(body).length <= commentLimits.mentions,
    told(say('faults.atMostPeople', { limit: commentLimits.mentions })),
  )
  .refine(
    (body) => excerptIds(body).length <= commentLimits.excerpts,
    told(say('faults.atMostQuoted', { limit: commentLimits.excerpts })),
  )

/** Whether a body is one that a comment may have, for those that come with a file. */
export const isCommentBody = (value: unknown): boolean => typed.safeParse(value).success

export const subjectTypes = ['annotation', 'stretch', 'tag', 'theme', 'document', 'verdict'] as const
export type SubjectType = (typeof subjectTypes)[number]

const offset = z.int().min(0)
const subjectInput = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['annotation', 'tag', 'theme', 'document', 'verdict']), id }),
  z.strictObject({
    type: z.literal('stretch'),
    id: id.meta({ description: 'The document' }),
    revisionId: id.optional().meta({ description: 'The current one where it is missing' }),
    start: offset,
    end: offset,
    quote: z.string().optional().meta({ description: 'What you believe stands there; 409 where it does not' }),
  }),
])
export type CommentSubjectInput = z.infer<typeof subjectInput>

export const commentCreate = z.strictObject({
  id: id.optional(),
  subject: subjectInput,
  body: commentBodyInput,
  parentId: id.optional().meta({ description: 'The first comment of the thread that it replies in' }),
})
export type CommentCreate = z.output<typeof commentCreate>

export const commentChange = z
  .strictObject({ version: version.optional(), body: commentBodyInput.optional(), resolved: z.boolean().optional() })
  .refine(
    (change) => (change.body === undefined) !== (change.resolved === undefined),
    told(say('faults.wordsOrResolved')),
  )
export type CommentChange = z.output<typeof commentChange>

export const commentQuery = pageQuery.extend({
  units,
  subjectType: z.enum(subjectTypes).optional(),
  subjectId: id.optional(),
  documentId: id
    .optional()
    .meta({ description: 'All that speak about this document: it, its stretches, annotations and verdicts' }),
  authorId: id.optional(),
  threadId: id.optional().meta({ description: 'The first comment of a thread' }),
  state: z.enum(['open', 'resolved']).optional().meta({ description: 'Of the thread' }),
  replies: z.enum(['true', 'false']).default('true').meta({ description: 'false: the first of each thread only' }),
  order: z
    .enum(['newest', 'thread'])
    .default('newest')
    .meta({ description: 'thread: oldest thread first, each followed by its replies' }),
})
export type CommentQuery = Omit<z.infer<typeof commentQuery>, 'units'>

const shownBody = z.object({ type: z.literal('doc'), content: z.array(z.record(z.string(), z.unknown())) }).meta({
  id: 'CommentBody',
  description:
    'TipTap JSON: paragraphs of text, line breaks and mentions {id, label}; excerpts {annotationId}, null where you may not see it',
})
const shownExcerpt = z.object({
  annotationId: id,
  documentId: id,
  documentTitle: z.string(),
  quote: shownQuote,
  layer: z.enum(['coder', 'consensus']),
  author: person,
})

const commentSubject = z
  .object({
    type: z.enum(subjectTypes),
    id,
    name: z.string().nullable().meta({ description: 'Of the tag or theme' }),
    documentId: id.nullable(),
    documentTitle: z.string().nullable(),
    revisionId: id.nullable(),
    start: z.int().nullable(),
    end: z.int().nullable(),
    quote: shownQuote.nullable(),
  })
  .meta({ id: 'CommentSubject' })

export const comment = z
  .object({
    id,
    subject: commentSubject,
    parentId: id.nullable(),
    author: person,
    body: z.union([shownBody, z.null()]).meta({ description: 'null where it was deleted and only its place is kept' }),
    text: z.string().meta({ description: 'The words of the body' }),
    excerpts: z.array(shownExcerpt).meta({ description: 'The quoted passages, as far as you may see them' }),
    replyCount: z.int(),
    resolvedAt: time.nullable(),
    resolvedBy: z.union([person, z.null()]),
    version,
    createdAt: time,
    editedAt: time.nullable(),
    deleted: z.boolean(),
  })
  .meta({ id: 'Comment' })
export type CommentExcerpt = z.infer<typeof shownExcerpt>
export type Comment = Omit<z.infer<typeof comment>, 'body'> & { body: CommentBody | null }

export const commentEdit = z
  .object({
    version,
    body: shownBody,
    text: z.string(),
    editedAt: time.meta({ description: 'When it was changed into the next' }),
  })
  .meta({ id: 'CommentEdit' })
export type CommentEditRow = Omit<z.infer<typeof commentEdit>, 'body'> & { body: CommentBody }
