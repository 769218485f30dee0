import { z } from 'zod'
import { eventRow } from './document'
import { id, said } from './primitives'

/** What events are about: the first word of their types. */
export const eventKind = z.enum([
  'project',
  'member',
  'invitation',
  'document',
  'attribute',
  'tag',
  'proposal',
  'theme',
  'annotation',
  'round',
  'verdict',
  'comment',
  'memo',
  'link',
  'query',
  'case',
])
export type EventKind = z.infer<typeof eventKind>

const effects = z.array(z.string()).meta({ description: 'What is done, a sentence each' })
const keeps = z
  .array(
    z.object({
      reason: z.string().meta({ description: 'A word for programs, such as changed-since' }),
      detail: z.string().meta({ description: 'The reason as a sentence' }),
      said,
      count: z.int(),
      ids: z.array(id).meta({ description: 'Which, as far as you may see them' }),
    }),
  )
  .meta({ description: 'What stays as later work left it' })

export const eventReverted = z
  .object({
    seq: z.int().meta({ description: 'The number of the event that reverted it' }),
    type: z.string(),
    subjectId: id,
    effects,
    keeps,
    said: z.object({ effects: z.array(said) }),
  })
  .meta({ id: 'EventReverted' })
export type EventReverted = z.infer<typeof eventReverted>

export const revertPreview = z
  .object({
    canRevert: z.boolean(),
    reason: z.string().nullable().meta({ description: 'Why not, as a sentence' }),
    effects,
    keeps,
    said: z.object({ effects: z.array(said), reason: said.optional() }),
  })
  .meta({ id: 'RevertPreview', description: 'What reverting an event would do now; nothing is changed by asking' })
export type RevertPreview = z.infer<typeof revertPreview>

const standing = z.object({
  passage: z.string().nullable().meta({
    description:
      'How the passage begins that a star or an example is about, as you see it now: such an event keeps none of its words itself. Null for other events, and where the passage is not there for you.',
  }),
  codebookVersion: z.int().meta({ description: 'How many events had changed the codebook, this one included' }),
  revert: z
    .object({
      isPossible: z.boolean(),
      reason: z.string().nullable().meta({ description: 'Why not, as a sentence' }),
      said: said.optional(),
    })
    .meta({
      description: 'Whether you may revert it, as far as later work is not in the way, which GET …/revert says',
    }),
})
export type EventStanding = z.infer<typeof standing>
/** An event as the history shows it: reading back each has its standing, which following the log leaves out. */
export const historyRow = eventRow
  .extend(standing.partial().shape)
  .meta({ id: 'HistoryEvent', description: 'With order=newest also passage, codebookVersion and revert' })
export type HistoryEvent = z.infer<typeof historyRow>
