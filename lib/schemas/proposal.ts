import { z } from 'zod'
import { id, label, pageQuery, prose, time, version } from './primitives'
import { told } from './told'
import { say } from '@/lib/i18n/say'

export const proposalKinds = ['create', 'change', 'merge', 'remove'] as const
export type ProposalKind = (typeof proposalKinds)[number]
const proposalStates = ['open', 'accepted', 'declined', 'withdrawn'] as const
export type ProposalState = (typeof proposalStates)[number]

const tagRef = z.object({ id, name: z.string(), colour: z.string() }).nullable()

const somebody = z.object({ id, name: z.string() }).nullable()

/** What of a tag can be proposed. */
const wanted = {
  name: label(200).optional(),
  definition: prose(5000).optional(),
  useWhen: prose(5000).optional(),
  avoidWhen: prose(5000).optional(),
}

export const proposal = z
  .object({
    id,
    kind: z.enum(proposalKinds),
    origin: z
      .enum(['person', 'equal-names'])
      .meta({ description: 'Whether somebody made it, or two tags of one name stand side by side' }),
    tag: tagRef.meta({ description: 'The tag that it is about; null where it asks for a new one' }),
    into: tagRef.meta({ description: 'Of a merge: the tag that would stay' }),
    parent: tagRef.meta({ description: 'Of a new tag: the one below which it would stand' }),
    wanted: z
      .object(wanted)
      .meta({ description: 'Of a new tag or a change: name and guidance, as far as they are proposed' }),
    reason: z.string(),
    proposedBy: somebody,
    blindRoundId: id.nullable().meta({
      description:
        'The round that its maker codes blind in: until it opens, the proposal exists for them and for leads who do not code blind there',
    }),
    state: z.enum(proposalStates),
    answer: z.string().meta({ description: 'What was said when it was accepted or declined' }),
    decidedBy: somebody,
    decidedAt: time.nullable(),
    createdAt: time,
  })
  .meta({ id: 'Proposal', description: 'What somebody would change in the codebook, for those who may change it' })
export type Proposal = z.infer<typeof proposal>

export const proposalQuery = pageQuery.extend({ state: z.enum(['open', 'settled', 'all']).default('open') })

const reason = prose(2000).default('')
export const proposalCreate = z.discriminatedUnion('kind', [
  z.strictObject({
    id: id.optional(),
    kind: z.literal('create'),
    ...wanted,
    name: label(200),
    parentId: id.nullable().default(null),
    reason,
  }),
  z
    .strictObject({ id: id.optional(), kind: z.literal('change'), tagId: id, ...wanted, reason })
    .refine(
      ({ name, definition, useWhen, avoidWhen }) =>
        [name, definition, useWhen, avoidWhen].some((part) => part !== undefined),
      told(say('faults.whatChanges')),
    ),
  z.strictObject({ id: id.optional(), kind: z.literal('merge'), tagId: id, intoId: id, reason }),
  z.strictObject({ id: id.optional(), kind: z.literal('remove'), tagId: id, reason }),
])
export type ProposalCreate = z.infer<typeof proposalCreate>

const answer = prose(2000).default('')
export const proposalAccept = z.strictObject({
  answer,
  version: version.optional().meta({ description: 'The version of the tag that you saw' }),
  keepId: id.optional().meta({ description: 'Of a merge: which of the two stays, where it is not the one proposed' }),
})
export type ProposalAccept = z.infer<typeof proposalAccept>
export const proposalDecline = z.strictObject({ answer })
