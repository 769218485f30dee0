import { z } from 'zod'
import { id, page, pageQuery, person, time, shownQuote } from './primitives'

const recheck = z
  .object({
    annotationId: id,
    tagId: id,
    documentId: id,
    documentTitle: z.string(),
    quote: shownQuote,
    start: z.int(),
    end: z.int(),
    revisionId: id,
    codedAt: time.meta({ description: 'When you gave it the tag, or looked at it again last' }),
  })
  .meta({ id: 'Recheck', description: 'A passage of yours that you gave a tag before the meaning of the tag changed' })
export type Recheck = z.infer<typeof recheck>
export const recheckQuery = pageQuery.extend({ tagId: id.optional(), documentId: id.optional() })
export const recheckPage = page(recheck)

export const rechecked = z.strictObject({
  items: z
    .array(z.strictObject({ annotationId: id, tagId: id }))
    .min(1)
    .max(500)
    .meta({ description: 'Passages of yours that the tag is still right for' }),
})
export const recheckDone = z.object({ checked: z.int() })

const words = z.object({ name: z.string(), definition: z.string(), useWhen: z.string(), avoidWhen: z.string() })
export const meaningChanges = z
  .object({
    since: time.nullable().meta({
      description: 'The time from which you have passages to look at again; else when the meaning changed last',
    }),
    before: words.nullable().meta({ description: 'What the tag said then; null where its words are the same' }),
    events: z.array(
      z.object({
        kind: z.enum(['words', 'moved', 'merged', 'split']),
        actor: person,
        at: time,
        other: z.string().nullable().meta({ description: 'Of a merge: the name of the tag that was merged into it' }),
      }),
    ),
    progress: z
      .array(z.object({ coder: person, done: z.int(), total: z.int() }))
      .nullable()
      .meta({
        description: 'How far each coder is, as far as you may see their passages; for those who may see progress',
      }),
  })
  .meta({ id: 'MeaningChanges' })
export type MeaningChanges = z.infer<typeof meaningChanges>
