import { z } from 'zod'
import { roundKinds, roundVisibilities, taskStates } from '@/lib/domain/rounds/round'
import { id, label, pageQuery, person, prose, time, units, version, shownQuote } from './primitives'
import { told } from './told'
import { say } from '@/lib/i18n/say'

const ids = (what: string) =>
  z
    .array(id)
    .min(1, told(say('faults.chooseOne', { what })))
    .max(1000, told(say('faults.atMostThousand', { what })))
const visibility = z.enum(roundVisibilities).meta({
  description:
    'How long colleagues’ work on a document does not exist for its coders: never, until they submit it, until all its coders have',
})
const offset = z.int().min(0).max(2_147_483_647)

const passage = z.strictObject({ documentId: id, start: offset, end: offset })

/** A random draw among the shared passages of the round's documents, made when it is set up. */
const sample = z
  .strictObject({
    seed: label(100).optional().meta({
      description: 'Draws the same passages from the same annotations; made by the server where none is sent, and kept',
    }),
    count: z.int().min(1).max(5000).optional(),
    percent: z.number().positive().max(100).optional(),
    tagIds: z
      .array(id)
      .min(1)
      .max(100)
      .optional()
      .meta({ description: 'Only passages with one of these tags or one below it' }),
    authorId: id.optional().meta({ description: 'Only passages of this coder' }),
    secondOpinion: z
      .literal(true)
      .optional()
      .meta({ description: 'Only passages whose author asks for a second opinion' }),
  })
  .refine(({ count, percent }) => (count === undefined) !== (percent === undefined), {
    path: ['count'],
    message: told(say('faults.howMany')),
  })
export type SampleRequest = z.infer<typeof sample>

const drawnSample = z
  .object({
    seed: z.string(),
    drawn: z.int(),
    of: z.int(),
    count: z.int().nullable(),
    percent: z.number().nullable(),
    tagIds: z.array(id),
    authorId: id.nullable(),
    secondOpinion: z.boolean(),
  })
  .meta({
    id: 'DrawnSample',
    description: 'How a round’s passages were drawn: so many of so many distinct passages, and the seed',
  })
export type DrawnSample = z.infer<typeof drawnSample>

/** Who gets which documents. */
const assignment = z.union([
  z.strictObject({
    overlap: z.number().min(0).max(100).meta({
      description:
        'How many documents in a hundred every coder gets, rounded up; each of the others goes to one coder. 100 is all, 0 none',
    }),
    seed: label(100)
      .optional()
      .meta({ description: 'Hands out the same documents again; made by the server where none is sent, and kept' }),
  }),
  z.strictObject({
    tasks: z
      .array(z.strictObject({ documentId: id, coderId: id }))
      .min(1)
      .max(20_000)
      .meta({
        description: 'A table: exactly these. Every document of the round has a coder in it and every coder a document',
      }),
  }),
])
export type AssignmentRequest = z.infer<typeof assignment>

const keptAssignment = z.object({ overlap: z.number().nullable(), seed: z.string().nullable() }).meta({
  id: 'Assignment',
  description:
    'How the documents were handed out: the share that every coder has and the seed of the draw; both null where somebody edited the table',
})
export type KeptAssignment = z.infer<typeof keptAssignment>

const roundFields = {
  id: id.optional(),
  name: label(200),
  instructions: prose(20_000).default(''),
  kind: z.enum(roundKinds).default('coding'),
  documentIds: ids('document')
    .optional()
    .meta({ description: 'May be left out with a sample, which then draws from every document' }),
  coderIds: ids('coder'),
  visibility,
  dueAt: time.nullable().optional(),
  sample: sample.optional().meta({
    description:
      'Asks for passages drawn at random in place of `passages`; documents without one are left out. In a second look the coders’ own are not drawn',
  }),
  passages: z
    .array(passage)
    .max(5000)
    .default([])
    .meta({ description: 'Where only these passages are asked for; each in one of the documents' }),
  previousId: id.nullable().optional().meta({ description: 'The round that this one codes again' }),
  assignment: assignment
    .optional()
    .meta({ description: 'Which coder gets which documents; every one of them all where it is left out' }),
}
export const roundCreate = z
  .strictObject(roundFields)
  .refine(({ documentIds, sample }) => documentIds !== undefined || sample !== undefined, {
    path: ['documentIds'],
    message: told(say('faults.aDocument')),
  })
  .refine(({ passages, sample }) => passages.length === 0 || sample === undefined, {
    path: ['sample'],
    message: told(say('faults.passagesOrDrawn')),
  })
export type RoundCreate = z.infer<typeof roundCreate>

export const roundChange = z.strictObject({
  version: version.optional(),
  name: label(200).optional(),
  instructions: prose(20_000).optional(),
  dueAt: time.nullable().optional(),
  visibility: visibility.optional().meta({ description: 'Only before anybody has begun' }),
  documentIds: ids('document').optional(),
  coderIds: ids('coder').optional(),
  assignment: assignment.optional().meta({
    description:
      'Hands the documents out anew. Without it whoever is added gets everything, and a document that is added goes to everybody',
  }),
  withdraw: z.literal(true).optional().meta({
    description:
      'Takes documents away also from who has begun on them: what they marked stays theirs, and is of the round again where they are given back. What was submitted is never taken',
  }),
  opened: z
    .literal(true)
    .optional()
    .meta({ description: 'Ends the blindness early; it is on record, and the coders are told' }),
  closed: z.boolean().optional(),
})
export type RoundChange = z.infer<typeof roundChange>

const progress = z.object({ tasks: z.int(), submitted: z.int() })

const summary = {
  id,
  name: z.string(),
  instructions: z.string(),
  kind: z.enum(roundKinds),
  visibility: z.enum(roundVisibilities),
  dueAt: time.nullable(),
  documentIds: z.array(id),
  coderIds: z.array(id),
  codebookVersion: z.int().meta({ description: 'How many events had changed the codebook when the round began' }),
  previousId: id.nullable(),
  isBlind: z.boolean().meta({ description: 'Whether somebody’s work in it does not exist for somebody yet' }),
  openedAt: time.nullable(),
  openedBy: z.union([person, z.null()]),
  closedAt: time.nullable(),
  mine: progress.meta({ description: 'What you have to code in it' }),
  progress: progress.nullable().meta({ description: 'Everybody’s, for those who may see it' }),
  version,
  createdBy: person,
  createdAt: time,
  updatedAt: time,
}
export const round = z.object(summary).meta({ id: 'Round' })
export type Round = z.infer<typeof round>

const roundTask = z
  .object({
    documentId: id,
    coderId: id,
    state: z.enum(taskStates),
    submittedAt: time.nullable(),
    reopenedAt: time.nullable(),
  })
  .meta({ id: 'RoundTask', description: 'One coder on one document' })
export type RoundTask = z.infer<typeof roundTask>

const roundPassage = passage.extend({ id, revisionId: id, quote: shownQuote })

export const roundDetail = z
  .object({
    ...summary,
    documents: z.array(z.object({ id, title: z.string() })),
    coders: z.array(person),
    tasks: z.array(roundTask).meta({ description: 'Everybody’s, for those who may see them; otherwise your own' }),
    passages: z.array(roundPassage),
    assignment: keptAssignment.nullable().meta({ description: 'Null where every coder has every document' }),
    isComparable: z.boolean().meta({
      description:
        'Whether there is something in it to compare: a document that two coders coded, as far as you see their work',
    }),
    codebookAt: time.nullable().meta({
      description:
        'When the codebook with which the round began was last changed, as far as you see its changes; null where it was empty',
    }),
    sample: drawnSample.nullable().meta({ description: 'Where the passages were drawn at random' }),
  })
  .meta({ id: 'RoundDetail' })
export type RoundDetail = z.infer<typeof roundDetail>

export const submission = z.strictObject({ documentId: id })
export const reopening = z.strictObject({ documentId: id, coderId: id })

export const ownTaskQuery = pageQuery.extend({
  units,
  documentId: id.optional(),
  state: z.enum(['open', 'submitted']).optional(),
  rounds: z.enum(['running', 'all']).default('running').meta({ description: 'all: closed rounds too' }),
})
export const ownTask = z
  .object({
    round: z.object({
      id,
      name: z.string(),
      instructions: z.string(),
      kind: z.enum(roundKinds),
      visibility: z.enum(roundVisibilities),
      dueAt: time.nullable(),
      openedAt: time.nullable(),
      openedBy: z.union([person, z.null()]),
      closedAt: time.nullable(),
    }),
    document: z.object({ id, title: z.string() }),
    state: z.enum(taskStates),
    submittedAt: time.nullable(),
    isBlind: z.boolean().meta({ description: 'Whether colleagues’ work on the document does not exist for you now' }),
    annotationCount: z.int().meta({ description: 'Yours, in this round' }),
    privateCount: z
      .int()
      .meta({ description: 'Yours, in this round, that nobody else sees and that are not compared' }),
    passages: z
      .array(z.object({ revisionId: id, start: z.int(), end: z.int() }))
      .meta({ description: 'What is asked for, where it is not the whole document' }),
  })
  .meta({ id: 'OwnTask' })
export type OwnTask = z.infer<typeof ownTask>
