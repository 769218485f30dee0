import { z } from 'zod'
import { roundKinds, roundVisibilities, taskStates } from '@/lib/domain/rounds/round'
import { id, label, pageQuery, person, prose, time, version } from './primitives'

const ids = (what: string) => z.array(id).min(1, `Choose at least one ${what}`).max(1000)
const visibility = z.enum(roundVisibilities).meta({ description: 'How long colleagues’ work on a document does not exist for its coders: never, until they submit it, until all its coders have' })
const offset = z.int().min(0).max(2_147_483_647)

const passage = z.strictObject({ documentId: id, start: offset, end: offset })

export const roundCreate = z.strictObject({
  id: id.optional(),
  name: label(200),
  instructions: prose(20_000).default(''),
  kind: z.enum(roundKinds).default('coding'),
  documentIds: ids('document'),
  coderIds: ids('coder'),
  visibility,
  dueAt: time.nullable().optional(),
  passages: z.array(passage).max(5000).default([]).meta({ description: 'Where only these passages are asked for; each in one of the documents' }),
  previousId: id.nullable().optional().meta({ description: 'The round that this one codes again' }),
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
  opened: z.literal(true).optional().meta({ description: 'Ends the blindness early; it is on record, and the coders are told' }),
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
  codebookVersion: z.int().meta({ description: 'How many acts had changed the codebook when the round began' }),
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

export const roundTask = z
  .object({ documentId: id, coderId: id, state: z.enum(taskStates), submittedAt: time.nullable(), reopenedAt: time.nullable() })
  .meta({ id: 'RoundTask', description: 'One coder on one document' })
export type RoundTask = z.infer<typeof roundTask>

export const roundPassage = passage.extend({ id, revisionId: id, quote: z.string() })

export const roundDetail = z
  .object({
    ...summary,
    documents: z.array(z.object({ id, title: z.string() })),
    coders: z.array(person),
    tasks: z.array(roundTask).meta({ description: 'Everybody’s, for those who may see them; otherwise your own' }),
    passages: z.array(roundPassage),
  })
  .meta({ id: 'RoundDetail' })
export type RoundDetail = z.infer<typeof roundDetail>

export const submission = z.strictObject({ documentId: id })
export const reopening = z.strictObject({ documentId: id, coderId: id })

export const ownTaskQuery = pageQuery.extend({ documentId: id.optional(), state: z.enum(['open', 'submitted']).optional() })
export const ownTask = z
  .object({
    round: z.object({ id, name: z.string(), instructions: z.string(), kind: z.enum(roundKinds), visibility: z.enum(roundVisibilities), dueAt: time.nullable() }),
    document: z.object({ id, title: z.string() }),
    state: z.enum(taskStates),
    submittedAt: time.nullable(),
    isBlind: z.boolean().meta({ description: 'Whether colleagues’ work on the document does not exist for you now' }),
    annotationCount: z.int().meta({ description: 'Yours, in this round' }),
    privateCount: z.int().meta({ description: 'Yours, in this round, that nobody else sees and that are not compared' }),
    passages: z.array(z.object({ start: z.int(), end: z.int() })).meta({ description: 'What is asked for, where it is not the whole document' }),
  })
  .meta({ id: 'OwnTask' })
export type OwnTask = z.infer<typeof ownTask>
