import { z } from 'zod'
import { fates } from '@/lib/domain/review/settle'
import { differenceKinds } from '@/lib/domain/review/stretches'
import { annotation } from './annotation'
import { id, pageQuery, person, prose, time, units, version, shownQuote } from './primitives'
import { told } from './told'
import { say } from '@/lib/i18n/say'

const someIds = z.union([id, z.array(id).max(500)]).optional()

const differenceShape = {
  documentId: someIds.meta({ description: 'Only these documents' }),
  coderId: someIds.meta({ description: 'Only these coders' }),
  show: z.enum(['differences', 'unanimous', 'all']).default('differences'),
  state: z
    .enum(['open', 'settled', 'all'])
    .default('all')
    .meta({ description: 'open: what waits for a verdict, contested ones included' }),
  order: z
    .enum(['position', 'agreement'])
    .default('position')
    .meta({ description: 'agreement: the lowest first, as the page about review begins' }),
}
export const differenceQuery = pageQuery.extend({ ...differenceShape, units })
export type DifferenceQuery = z.infer<typeof differenceQuery>

const consensusSpan = z.object({ revisionId: id, start: z.int(), end: z.int(), quote: shownQuote, tagIds: z.array(id) })
const outcome = z.enum(['accepted', 'edited', 'neither'])

export const verdict = z
  .object({
    id,
    documentId: id,
    revisionId: id,
    roundId: id.nullable(),
    start: z.int(),
    end: z.int(),
    coderIds: z.array(id),
    outcome,
    acceptedCoderIds: z.array(id),
    reason: z.string(),
    consensus: z.array(consensusSpan),
    items: z
      .array(
        z.object({
          annotationId: id,
          coderId: id,
          revisionId: id.meta({
            description:
              'The text that its offsets count in, which is an older one where a correction left nothing of the passage',
          }),
          start: z.int(),
          end: z.int(),
          quote: shownQuote,
          tagIds: z.array(id),
          fate: z.enum(fates),
        }),
      )
      .meta({ description: 'What became of each annotation that you see' }),
    isEmptied: z.boolean().meta({
      description:
        'Whether nothing is left of what it was about: every annotation was deleted, made private or left without a place',
    }),
    contestedAt: time.nullable(),
    contestedBy: z.union([person, z.null()]),
    createdBy: person,
    createdAt: time,
  })
  .meta({ id: 'Verdict' })
export type Verdict = z.infer<typeof verdict>

const difference = z
  .object({
    id: z.string().meta({ description: 'Names the stretch while the first of its annotations stays in it' }),
    documentId: id,
    documentTitle: z.string(),
    revisionId: id,
    start: z.int(),
    end: z.int(),
    quote: z.string(),
    kind: z.enum(differenceKinds),
    agreement: z.number().meta({
      description:
        'Mean pairwise Dice coefficient of what the coders marked there, in characters as a person reads them times tags: 0 to 1. It puts differences in order',
    }),
    coderIds: z.array(id).meta({ description: 'All who coded the document, so that it shows who marked nothing' }),
    annotations: z.array(annotation),
    state: z.enum(['open', 'settled', 'contested', 'outdated']).meta({
      description:
        "outdated: somebody changed their work after the verdict, or several verdicts stand that a round hid from one another's givers",
    }),
    verdict: z.union([verdict, z.null()]),
  })
  .meta({ id: 'Difference' })
export type Difference = z.infer<typeof difference>

export const differencePage = z
  .object({
    items: z.array(difference),
    nextCursor: z.string().nullable(),
    total: z.int().optional(),
    counts: z
      .object({ unanimous: z.int(), differing: z.int(), settled: z.int(), openUnanimous: z.int() })
      .optional()
      .meta({ description: 'Of all stretches of these documents and coders, whatever is shown' }),
    waitingFor: z.array(z.object({ documentId: id, coderIds: z.array(id) })).meta({
      description:
        'Documents that cannot be compared yet, and who has not submitted them: everybody for those who may see progress, otherwise oneself',
    }),
  })
  .meta({ id: 'DifferencePage' })
export type DifferencePage = z.infer<typeof differencePage>

/** Why somebody decided so. */
export const verdictReason = prose(5000).default('')

const judged = {
  id: id.optional(),
  documentId: id,
  items: z
    .array(z.strictObject({ annotationId: id, version }))
    .min(1)
    .max(2000)
    .meta({ description: 'The annotations of the stretch as you saw them' }),
  coderIds: z.array(id).min(2).max(100).optional().meta({ description: 'Without a round: who is compared' }),
  reason: verdictReason,
}
const offset = z.int().min(0).max(2_147_483_647)
export const verdictCreate = z.discriminatedUnion('outcome', [
  z.strictObject({ ...judged, outcome: z.literal('accepted'), acceptedCoderIds: z.array(id).min(1).max(100) }),
  z.strictObject({ ...judged, outcome: z.literal('neither') }),
  z.strictObject({
    ...judged,
    outcome: z.literal('edited'),
    spans: z
      .array(z.strictObject({ start: offset, end: offset, tagIds: z.array(id).max(100) }))
      .min(1)
      .max(200),
  }),
  z.strictObject({
    outcome: z
      .literal('unanimous')
      .meta({ description: 'Accepts everything that all coders did alike and that has no verdict yet' }),
    documentIds: z.array(id).min(1).max(500).optional(),
    coderIds: z.array(id).min(2).max(100).optional(),
    reason: verdictReason,
  }),
])
export type VerdictCreate = z.infer<typeof verdictCreate>
export const verdictsGiven = z.object({ given: z.int(), ids: z.array(id) }).meta({ id: 'VerdictsGiven' })

export const verdictQuery = pageQuery.extend({
  documentId: someIds,
  roundId: someIds,
  units,
  mine: z.enum(['true', 'false']).default('false').meta({ description: 'true: what became of your own coding' }),
  contested: z.enum(['true', 'false']).optional(),
  emptied: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'true: only those of which nothing is left that they were about' }),
  fate: z
    .enum(fates)
    .optional()
    .meta({ description: 'Verdicts with at least one annotation (yours, with mine) of this fate' }),
})
export const contest = z.strictObject({
  reason: prose(5000).pipe(
    z
      .string()
      .trim()
      .min(1, told(say('faults.sayWhy'))),
  ),
})
